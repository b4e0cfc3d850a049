using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>pattern</c> verb over every case of the vector files, through the command line's own entry.</summary>
[Collection("console")]
public sealed class PatternCommandTests : IDisposable
{
    private readonly TestFolder _folder = new("pattern-command-");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> VectorFiles() =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "cases"), "event-patterns*.json")
                .Select(file => Path.GetFileName(file))
                .Order(),
        ];

    [Theory]
    [MemberData(nameof(VectorFiles))]
    public async Task Every_case_of_a_vector_file_gets_its_answer_and_exit_code(string file)
    {
        using var document = JsonDocument.Parse(await ReadCase(file));
        var events = document
            .RootElement.GetProperty("events")
            .EnumerateObject()
            .ToDictionary(e => e.Name, e => _folder.Write($"{e.Name}.json", e.Value.GetRawText()));
        foreach (var @case in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = @case.GetProperty("name").GetString();
            var pattern = _folder.Write("pattern.json", @case.GetProperty("pattern").GetRawText());

            var (exitCode, output, errors) = await Run(["pattern", pattern, .. events.Values]);

            if (@case.TryGetProperty("invalid", out _))
            {
                Assert.True(exitCode == 2, $"{name}: {exitCode}");
                Assert.Empty(output);
                Assert.Contains("error:", errors, StringComparison.Ordinal);
                continue;
            }

            var matches = @case.GetProperty("matches").EnumerateArray().Select(e => e.GetString()).ToList();
            Assert.True(exitCode == (matches.Count > 0 ? 0 : 1), $"{name}: {exitCode} {errors}");
            var expected = events.Select(e => $"{e.Value}: {(matches.Contains(e.Key) ? "match" : "no match")}: ");
            Assert.All(
                output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Zip(expected),
                line => Assert.StartsWith(line.Second, line.First, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_CloudTrail_record_is_no_event_and_the_error_shows_what_is()
    {
        var pattern = _folder.Write("pattern.json", """{"source":["aws.bedrock"]}""");
        var record = _folder.Write(
            "record.json",
            """{"eventSource":"bedrock.amazonaws.com","eventName":"DeleteModelInvocationLoggingConfiguration"}"""
        );

        var (exitCode, output, errors) = await Run(["pattern", pattern, record]);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains("detail-type", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_an_error()
    {
        var (exitCode, _, errors) = await Run(["pattern", Path.Combine(_folder.Root, "nowhere.json")]);

        Assert.Equal(2, exitCode);
        Assert.Contains("cannot read", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_event_files_standard_input_is_the_event()
    {
        var pattern = _folder.Write("pattern.json", """{"source":["aws.bedrock"]}""");
        var previous = Console.In;
        Console.SetIn(new StringReader("""{"source":"aws.s3"}"""));
        try
        {
            var (exitCode, output, _) = await Run(["pattern", pattern]);

            Assert.Equal(1, exitCode);
            Assert.Equal("standard input: no match: source is \"aws.s3\", not \"aws.bedrock\"" + Environment.NewLine, output);
        }
        finally
        {
            Console.SetIn(previous);
        }
    }

    private static Task<string> ReadCase(string file) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "cases", file));

    private static async Task<(int ExitCode, string Output, string Errors)> Run(IReadOnlyList<string> args)
    {
        var (previousOut, previousError) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var exitCode = await CommandLine.RunAsync(args);
            return (exitCode, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(previousOut);
            Console.SetError(previousError);
        }
    }
}
