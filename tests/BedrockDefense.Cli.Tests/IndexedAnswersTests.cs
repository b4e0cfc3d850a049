namespace BedrockDefense.Cli.Tests;

/// <summary>What <c>search</c> and <c>hunt</c> answer does not change with an index, whatever is odd about a file.</summary>
[Collection("console")]
public sealed class IndexedAnswersTests : IDisposable
{
    private readonly TestFolder _folder = new("indexed-answers-");

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    // In each, one condition rules out most files by the index. The others make a reader look at different parts of a record.
    [Theory]
    [InlineData("search LOGS eventName=StopLogging")]
    [InlineData("search LOGS eventName=DeleteTrail --format jsonl")]
    [InlineData("search LOGS eventName=StopLogging userIdentity.accessKeyId=AKIAI44QH8DHBEXAMPLE")]
    [InlineData("search LOGS eventName=StopLogging requestParameters.name=arn:* userIdentity.accessKeyId=NONE")]
    [InlineData("search LOGS StopLogging sourceIPAddress=192.0.2.1 --raw")]
    [InlineData("search LOGS no?such?word awsRegion=us-east-1")]
    [InlineData("search LOGS userAgent|contains=x userIdentity.sessionContext.sessionIssuer.arn=none")]
    [InlineData("search LOGS requestParameters.name|re=^x eventSource=iam.amazonaws.com")]
    [InlineData("search LOGS requestParameters.name|exists=true sourceIPAddress=203.0.113.77 --until 2026-11-01")]
    [InlineData("search LOGS eventName|endswith=Logging --account 444455556666 --region eu-central-1")]
    [InlineData("hunt LOGS")]
    [InlineData("hunt LOGS --since 2026-11-21 --format jsonl")]
    public async Task The_answer_is_the_same(string command)
    {
        Array.ForEach([.. OddArchive.Files.Keys], Write);
        string[] arguments = [.. command.Split(' ').Select(argument => argument == "LOGS" ? Logs : argument)];

        var plain = await CommandLineRun.Of(arguments);
        var first = await CommandLineRun.Of([.. arguments, "--index", Index("own")]);
        var second = await CommandLineRun.Of([.. arguments, "--index", Index("own")]);
        _ = await CommandLineRun.Of("search", Logs, "eventName=None", "--index", Index("other"));
        var third = await CommandLineRun.Of([.. arguments, "--index", Index("other")]);

        Assert.Equal(ExitCode.Damaged, plain.ExitCode);
        AssertSame(plain, first, "the first question with an index");
        AssertSame(plain, second, "the same question again");
        AssertSame(plain, third, "with the index of a question for which no record was read");
    }

    [Fact]
    public async Task The_index_spares_the_file_in_which_nothing_is_odd()
    {
        Write("nothing is odd");
        string[] arguments = ["search", Logs, "eventName=StopLogging", "awsRegion=us-east-1", "--index", Index("own")];

        _ = await CommandLineRun.Of(arguments);
        var second = await CommandLineRun.Of(arguments);

        Assert.StartsWith("index: 1 of 1 files", second.Errors, StringComparison.Ordinal);
    }

    private static void AssertSame(CommandLineRun plain, CommandLineRun indexed, string sentence)
    {
        string[] changed =
        [
            .. plain.ErrorLines.Except(indexed.ErrorLines),
            .. indexed.ErrorLines.Except(plain.ErrorLines).Where(NotOfIndex),
        ];
        Assert.True(changed.Length == 0, $"{sentence}: {string.Join('\n', changed)}");
        Assert.Equal((plain.ExitCode, plain.Output), (indexed.ExitCode, indexed.Output));
    }

    private static bool NotOfIndex(string line) => !line.StartsWith("index: ", StringComparison.Ordinal);

    private string Index(string name) => Path.Combine(_folder.Root, name);

    // A file that has changed a moment ago is not remembered.
    private void Write(string sentence)
    {
        var content = OddArchive.Files[sentence];
        var name =
            sentence.Contains("table", StringComparison.Ordinal) ? "csv"
            : content is [0x1F, ..] ? "json.gz"
            : "json";
        var path = _folder.Write($"logs/{sentence.Replace(' ', '-')}.{name}", content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
    }
}
