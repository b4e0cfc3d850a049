using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using BedrockDefense.Cli.LogIntegrity;
using BedrockDefense.Cli.Tests.Reports;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>verify-logs</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class VerifyLogsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verify-logs-command-");
    private readonly TrailArchive _archive = TrailArchive.Make(1, hasSecondRegion: false);

    private string Keys => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, "Nothing is altered or missing: ")]
    [InlineData(1, "1 thing is not as CloudTrail delivered it: ")]
    [InlineData(3, "Nothing wrong was found, but not everything could be checked: ")]
    public async Task The_exit_code_and_the_answer_say_the_same(int exitCode, string answer)
    {
        var log = exitCode == 1 ? _archive.Logs[0] : _archive.LogKey(TrailArchive.Start.AddDays(1));
        if (exitCode > 0)
        {
            _archive.Files[log] = TrailArchive.Gzip("{}"u8.ToArray());
        }

        Write();
        var table = await VerifyLogs(_folder.FullName, "--public-keys", Keys);
        var json = await VerifyLogs(_folder.FullName, "--public-keys", Keys, "--format", "json");
        var junit = await VerifyLogs(_folder.FullName, "--public-keys", Keys, "--format", "junit");

        Assert.Equal((exitCode, exitCode, exitCode, ""), (table.ExitCode, json.ExitCode, junit.ExitCode, table.Errors));
        Assert.Contains($"\n{answer}", $"\n{table.Output}".ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Not proved: that a chain does not go on", table.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(exitCode == 1, document.RootElement.GetProperty("isAltered").GetBoolean());
        Assert.Equal(exitCode == 0, document.RootElement.GetProperty("findings").GetArrayLength() == 0);
        var sarif = await VerifyLogs(_folder.FullName, "--public-keys", Keys, "--format", "sarif");
        var sarifRun = SarifCheck.Run(sarif.Output);
        Assert.Equal((exitCode, exitCode), (sarif.ExitCode, (int)sarifRun["invocations"]![0]!["exitCode"]!));
        Assert.Equal(exitCode != 3, (bool)sarifRun["invocations"]![0]!["executionSuccessful"]!);
        Assert.Equal(
            exitCode switch
            {
                0 => [],
                1 => ["altered"],
                _ => ["not-checked"],
            },
            sarifRun["results"]!.AsArray().Select(result => (string)result!["ruleId"]!).Distinct()
        );
        var suite = XElement.Parse(junit.Output);
        Assert.Equal((exitCode == 1 ? 1 : 0, exitCode == 3 ? 1 : 0), ((int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!));
    }

    [Fact]
    public async Task Without_keys_it_says_that_no_signature_was_checked()
    {
        Write();
        File.Delete(Keys);

        var run = await VerifyLogs(_folder.FullName);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Not proved: no signature was checked (--public-keys)", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 digests, 0 with a valid signature", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_digest_the_answer_is_not_yes()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "README.md"), "");

        var run = await VerifyLogs(_folder.FullName);

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("NOT CHECKED  there is no digest among the files, so nothing was checked", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refuses_and_names_every_fault_at_once()
    {
        Write();
        File.WriteAllText(Keys, "{}");

        var run = await VerifyLogs("-", "lost", "s3:/logs/a", "--public-keys", Keys, "--public-keys", "lost.json", "--format", "xml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string[] messages =
        [
            "- is no path here",
            "s3:/logs/a",
            "--format xml: there is no such format; write table or json or junit or sarif",
            "\"lost\" stands for no file",
            "cannot read the public keys \"lost.json\"",
            "has no list PublicKeyList; write the output of aws cloudtrail list-public-keys",
        ];
        Assert.Equal(messages.Length, run.ErrorLines.Count);
        Assert.All(messages, message => Assert.Contains(message, run.Errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public void Hostile_texts_of_names_and_digests_make_no_line_and_no_control_character_of_their_own(string format)
    {
        const string Hostile = "a\n\u001b[2J\r\u202e]]></failure><testcase/>[red]\ufffe";
        var finding = new IntegrityFinding(IntegrityProblem.Missing, Hostile, Hostile);
        var output = Written(new IntegrityReport([], [finding]), format);

        Assert.DoesNotContain(output, character => character is '\u001b' or '\u202e' or '\r' && !Environment.NewLine.Contains('\r'));
        if (format == "table")
        {
            Assert.Equal(4, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length + 1);
        }
        else if (format == "json")
        {
            using var json = JsonDocument.Parse(output);
            Assert.Equal(Hostile, json.RootElement.GetProperty("findings")[0].GetProperty("file").GetString());
        }
        else if (format == "sarif")
        {
            Assert.Equal("missing", (string)Assert.Single(SarifCheck.Run(output)["results"]!.AsArray())!["ruleId"]!);
        }
        else
        {
            Assert.Single(XElement.Parse(output).Elements("testcase"));
        }
    }

    [Fact]
    public void A_missing_file_whose_name_no_system_has_is_still_a_result()
    {
        var output = Written(new IntegrityReport([], [new IntegrityFinding(IntegrityProblem.Missing, "a\0b", "gone")]), "sarif");

        Assert.Single(SarifCheck.Run(output)["results"]!.AsArray());
    }

    [Fact]
    public void Many_files_with_one_cause_are_counted()
    {
        var report = new IntegrityReport(
            [],
            [.. Enumerable.Range(0, 1000).Select(number => new IntegrityFinding(IntegrityProblem.Missing, $"{number}", "gone"))]
        );

        var lines = Written(report, "table").Split('\n');

        Assert.Equal("MISSING  gone", lines[0].TrimEnd());
        Assert.Equal("  and 980 more; --format json lists all", lines[21].TrimEnd());
    }

    [Theory]
    [InlineData("table", "Interrupted; this is not all. Nothing wrong was found until then: 3 of 9 log files")]
    [InlineData("json", "\"isPartial\": true")]
    [InlineData("junit", "type=\"INTERRUPTED\"")]
    [InlineData("sarif", "\"ruleId\": \"interrupted\"")]
    public void A_partial_answer_says_so(string format, string text) =>
        Assert.Contains(
            text,
            Written(
                new IntegrityReport([], [])
                {
                    IsPartial = true,
                    NamedLogFiles = 9,
                    UnalteredLogFiles = 3,
                },
                format
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Ctrl_C_ends_with_what_was_compared()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there the test sees that the command has opened a file");
        var log = _archive.Logs[0];
        Write();
        WriteEndless(Path.Combine(_folder.FullName, log));
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "bedrock-defense.dll"), "verify-logs", _folder.FullName]
        )
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        while (!process.HasExited && !OpenFiles(process.Id).Any(file => file.EndsWith(log, StringComparison.Ordinal)))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExitAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Interrupted; this is not all.", output, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> VerifyLogs(params string[] arguments) => CommandLineRun.Of(["verify-logs", .. arguments]);

    private static string Written(IntegrityReport report, string format)
    {
        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            IntegrityOutput.Write(report, format, exitCode: 1);
            return output.ToString();
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    // 100 GB of zeros after inflating, so that a busy machine does not come to the end of it either.
    private static void WriteEndless(string path)
    {
        const int MemberBytes = 100_000_000;
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new byte[MemberBytes]);
        }

        using var file = File.Create(path);
        for (var number = 0; number < 1000; number++)
        {
            member.WriteTo(file);
        }
    }

    private static IEnumerable<string> OpenFiles(int process)
    {
        try
        {
            return [.. Directory.GetFiles($"/proc/{process}/fd").Select(link => new FileInfo(link).LinkTarget ?? "")];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private void Write()
    {
        _archive.Write(_folder.FullName);
        File.WriteAllText(Keys, TrailArchive.PublicKeys);
    }
}
