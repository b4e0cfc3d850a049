using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>
/// Tests what a responder who has only logs sees. The command runs as its own process, in a folder without a configuration.
/// </summary>
public sealed class ResponderTests : IDisposable
{
    private const string NonAdmin = "no configuration: everybody counts as non-admin";

    private readonly TestFolder _folder = new("responder-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_configuration_everybody_is_non_admin_and_the_first_line_says_so()
    {
        _folder.Write("logs/a.json", Record("1", "Admin"));

        var (exit, output, errors) = await Run("hunt", "--format", "jsonl", "logs");

        Assert.Equal(0, exit);
        Assert.Equal(["bedrock-logging-deletion", "bedrock-logging-deletion-by-non-admin"], Rules(output));
        Assert.StartsWith(NonAdmin, Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_may_be_named_without_a_configuration()
    {
        _folder.Write("logs/a.json", $"{Record("1", "Admin")}\n{Record("2", "Other")}\n{Record("3", "Second")}\n");

        var (_, output, errors) = await Run(
            "hunt",
            "--administrator",
            "arn:aws:iam::*:role/Admin",
            "--administrator",
            "arn:aws:iam::*:role/Second",
            "--rule",
            "bedrock-logging-deletion-by-non-admin",
            "--format",
            "jsonl",
            "logs"
        );

        Assert.Equal("2", JsonDocument.Parse(Assert.Single(Lines(output))).RootElement.GetProperty("eventId").GetString());
        Assert.StartsWith(
            "no configuration: only who --administrator names counts as administrator",
            Assert.Single(Lines(errors)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("*", "would exempt everybody")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Admin/*", "session")]
    [InlineData("Admin", "is no IAM role ARN")]
    public async Task An_administrator_that_is_none_is_refused(string arn, string reason)
    {
        _folder.Write("a.json", Record("1", "Admin"));

        var (exit, output, errors) = await Run("hunt", "--administrator", arn, "a.json");

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains($"error: --administrator \"{arn}\" ", errors, StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("match", "rule.yml", "a.json")]
    [InlineData("convert", "--to", "sigma", "rule.yml")]
    [InlineData("convert", "--to", "eventbridge", "rule.yml")]
    [InlineData("pattern", "pattern.json", "event.json")]
    [InlineData(
        "evaluate",
        "--scp",
        "scp.json",
        "--principal",
        "arn:aws:iam::111122223333:role/Dev",
        "--action",
        "s3:GetObject",
        "--resource",
        "arn:aws:s3:::b/k"
    )]
    [InlineData("runbook", "bedrock-logging-deletion", "--event", "a.json")]
    public async Task Other_verbs_need_no_configuration_either(params string[] args)
    {
        _folder.Write("a.json", Record("1", "Admin"));
        _folder.Write(
            "rule.yml",
            "title: T\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  selection:\n    eventName: "
                + "DeleteModelInvocationLoggingConfiguration\n  filter:\n    "
                + "userIdentity.sessionContext.sessionIssuer.arn|expand: '%administrators%'\n  condition: selection and not "
                + "filter\n"
        );
        _folder.Write("pattern.json", """{"source":["aws.bedrock"]}""");
        _folder.Write("event.json", """{"source":"aws.bedrock","detail":{}}""");
        _folder.Write("scp.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}]}""");

        var (exit, output, errors) = await Run(args);

        Assert.Equal(0, exit);
        Assert.True(args[0] == "lint" || output.Length > 0);
        Assert.DoesNotContain("error", errors, StringComparison.Ordinal);
        Assert.Equal(args[0] is "match" or "convert", errors.StartsWith(NonAdmin, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("rehearse")]
    public async Task The_built_in_sample_is_used_where_there_is_no_configuration_and_said_to_be_one(string verb)
    {
        var (exit, output, errors) = await Run(verb, "--format", "json");

        Assert.Equal(0, exit);
        Assert.NotEmpty(output);
        Assert.StartsWith("there is no Pulumi.dev.yaml here: this is about the built-in sample", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alert", "a.json")]
    [InlineData("guardrails")]
    [InlineData("access")]
    [InlineData("cost", "--accounts", "10")]
    public async Task What_is_about_the_own_organization_is_not_answered_from_the_sample(params string[] args)
    {
        _folder.Write("a.json", Record("1", "Admin"));

        var (exit, output, errors) = await Run(args);

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("error: there is no file \"Pulumi.dev.yaml\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_said() =>
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?\r?\n$", (await Run("--version")).Output);

    [Fact]
    public async Task Standard_input_is_read_by_every_verb_that_reads_files()
    {
        _folder.Write(
            "rule.yml",
            "title: T\nlogsource: {product: aws, service: cloudtrail}\ndetection: {selection: {eventName: "
                + "DeleteModelInvocationLoggingConfiguration}, condition: selection}\n"
        );
        _folder.Write("pattern.json", """{"source":["aws.bedrock"]}""");
        _folder.Write("a.json", Record("1", "Admin"));
        var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(Record("1", "Admin")));
        }

        Assert.Contains(
            "DeleteModelInvocationLoggingConfiguration",
            (await RunWith(gzip.ToArray(), "hunt", "-")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith("-: match", (await RunWith(Record("1", "Admin"), "match", "rule.yml", "-")).Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "a.json: match",
            (await RunWith(File.ReadAllText(Path.Combine(_folder.Root, "rule.yml")), "match", "-", "a.json")).Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ROLE Admin",
            (await RunWith(Record("1", "Admin"), "runbook", "bedrock-logging-deletion", "--event", "-")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "standard input: match",
            (await RunWith("""{"source":"aws.bedrock","detail":{}}""", "pattern", "pattern.json", "-")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "ExplicitlyDenied",
            (
                await RunWith(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""",
                    "evaluate",
                    "--scp",
                    "-",
                    "--principal",
                    "arn:aws:iam::111122223333:role/Dev",
                    "--action",
                    "s3:GetObject"
                )
            ).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await RunWith(File.ReadAllText(Path.Combine(_folder.Root, "rule.yml")), "convert", "--to", "json", "-")).Exit);
    }

    [Theory]
    [InlineData("match", "-", "-")]
    [InlineData("convert", "--to", "json", "-", "-")]
    [InlineData("hunt", "--rule", "-", "-")]
    public async Task Standard_input_is_given_once(params string[] args)
    {
        var (exit, _, errors) = await RunWith("{}", args);

        Assert.Equal(2, exit);
        Assert.Contains("standard input can be read only once", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_written_each_once_and_can_be_hunted_again()
    {
        _folder.Write("a.json", JsonSerializer.Serialize(JsonDocument.Parse(Record("1", "Admin")), JsonText.IndentedOptions));

        var raw = await Run("hunt", "--raw", "a.json");
        var again = await RunWith(raw.Output, "hunt", "--format", "jsonl", "-");
        var both = await Run("hunt", "--raw", "--format", "jsonl", "a.json");

        Assert.Equal(0, raw.Exit);
        Assert.True(
            JsonElement.DeepEquals(
                JsonDocument.Parse(Record("1", "Admin")).RootElement,
                JsonDocument.Parse(Assert.Single(Lines(raw.Output))).RootElement
            )
        );
        Assert.Equal(2, Lines(again.Output).Length);
        Assert.All(
            Lines(both.Output),
            line => Assert.Equal("1", JsonDocument.Parse(line).RootElement.GetProperty("record").GetProperty("eventID").GetString())
        );
        Assert.Equal(2, (await Run("hunt", "--raw", "--format", "csv", "a.json")).Exit);
    }

    [Fact]
    public async Task The_event_that_completes_a_hunt_is_written_too()
    {
        _folder.Write("a.json", string.Join('\n', Record("1", "Dev"), Record("2", "Dev", "InvokeModel", "2026-11-20T10:16:00Z")));

        var (_, output, _) = await Run("hunt", "--rule", "blind-window", "--raw", "a.json");

        Assert.Equal("2", JsonDocument.Parse(Assert.Single(Lines(output))).RootElement.GetProperty("eventID").GetString());
    }

    [Theory]
    [InlineData("critical", 0)]
    [InlineData("high", 1)]
    [InlineData("informational", 2)]
    public async Task Only_detections_of_the_level_are_looked_for(string level, int findings)
    {
        _folder.Write("a.json", Record("1", "Admin"));

        Assert.Equal(findings, Lines((await Run("hunt", "--min-level", level, "--format", "jsonl", "a.json")).Output).Length);
        Assert.Contains(
            "--min-level loud: there is no such level",
            (await Run("hunt", "--min-level", "loud", "a.json")).Errors,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--region", "eu-central-2", "Region eu-central-2")]
    [InlineData("--account", "999999999999", "account 999999999999")]
    public async Task A_place_that_occurs_in_no_event_is_named(string option, string value, string name)
    {
        _folder.Write("a.json", Record("1", "Admin") + Record("2", "Admin", "ListBuckets"));

        var (exit, output, errors) = await Run("hunt", option, value, "--format", "jsonl", "a.json");

        Assert.Equal((3, ""), (exit, output));
        Assert.Contains($"not seen: none of the 2 events is of {name}", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_occurs_only_in_events_that_nobody_looks_for_is_not_named()
    {
        _folder.Write("a.json", Record("2", "Admin", "ListBuckets"));

        var (exit, _, errors) = await Run("hunt", "--region", "us-east-1", "--account", "111122223333", "a.json");

        Assert.Equal(0, exit);
        Assert.DoesNotContain("not seen", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipes_devices_and_dangling_links_are_named_and_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such files on Windows");
        _folder.Write("logs/a.json", Record("1", "Admin"));
        await Process
            .Start("mkfifo", Path.Combine(_folder.Root, "logs", "pipe.json"))!
            .WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "logs", "device.json"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "logs", "nowhere.json"), "nothing");
        Directory.CreateDirectory(Path.Combine(_folder.Root, "logs", "sub"));
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "logs", "sub", "loop"), "..");

        var (exit, output, errors) = await Run("hunt", "--rule", "bedrock-logging-deletion", "--format", "jsonl", "logs");

        Assert.Equal(3, exit);
        Assert.Single(Lines(output));
        Assert.Equal(
            ["logs/device.json", "logs/nowhere.json", "logs/pipe.json", "logs/sub/loop"],
            Lines(errors)
                .Where(line => line.StartsWith("damaged: ", StringComparison.Ordinal))
                .Select(line => line.Split(": ")[1])
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Folders_are_read_however_deep_and_names_with_a_dot_too()
    {
        _folder.Write(string.Join('/', Enumerable.Repeat("d", 100)) + "/a.json", Record("1", "Admin"));
        _folder.Write(".hidden/.b.json", Record("2", "Admin"));

        var (exit, output, _) = await Run("hunt", "--rule", "bedrock-logging-deletion", "--format", "jsonl", ".");

        Assert.Equal((0, 2), (exit, Lines(output).Length));
    }

    [Fact]
    public async Task What_is_no_log_is_skipped_and_named_and_an_archive_of_logs_is_a_fault()
    {
        _folder.Write("logs/a.json", Record("1", "Admin"));
        _folder.Write("logs/README.md", "# Logs");
        var quiet = await Run("hunt", "logs");
        _folder.Write("logs/more.zip", "PK\u0003\u0004");
        var loud = await Run("hunt", "logs");

        Assert.Equal((0, 3), (quiet.Exit, loud.Exit));
        Assert.Contains(
            "skipped: logs/README.md: is no JSON, no gzip data and no table",
            quiet.Errors.Replace('\\', '/'),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "logs/more.zip: at byte 0: is a zip archive; unpack it first",
            loud.Errors.Replace('\\', '/'),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Ctrl_C_ends_with_what_was_found_even_while_nothing_comes_from_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process there gets no such signal from another");
        using var process = Start("hunt", "--rule", "bedrock-logging-deletion", "--format", "jsonl", "-");
        await process.StandardInput.WriteAsync(Record("1", "Admin") + "\n" + new string(' ', 200_000));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);

        // The signal is sent when the command listens for it. Before that, the signal would end the command without a message, like any
        // program.
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Single(Lines(await output));
        Assert.Contains("interrupted: 0 of 1 files were read; what was found in them is above", await errors, StringComparison.Ordinal);
    }

    private static string Record(
        string id,
        string role,
        string name = "DeleteModelInvocationLoggingConfiguration",
        string time = "2026-11-20T10:15:00Z"
    ) =>
        $$$$"""
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:s",
            "arn":"arn:aws:sts::111122223333:assumed-role/{{{{role}}}}/s","accountId":"111122223333",
            "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/{{{{role}}}}",
            "userName":"{{{{role}}}}"}}},"eventTime":"{{{{time}}}}","eventSource":"bedrock.amazonaws.com","eventName":"{{{{name}}}}",
            "awsRegion":"us-east-1","requestParameters":null,"responseElements":null,"eventID":"{{{{id}}}}","eventType":"AwsApiCall",
            "recipientAccountId":"111122223333"}
            """;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Rules(string output) =>
        Lines(output).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!).Order(StringComparer.Ordinal);

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "bedrock-defense.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    private Task<(int Exit, string Output, string Errors)> Run(params string[] args) => RunWith(Array.Empty<byte>(), args);

    private Task<(int Exit, string Output, string Errors)> RunWith(string input, params string[] args) =>
        RunWith(Encoding.UTF8.GetBytes(input), args);

    private async Task<(int Exit, string Output, string Errors)> RunWith(byte[] input, params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
