using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Searching;

namespace BedrockDefense.Tests.Hunting.Indexing;

/// <summary>With an index the answers are those of reading every file, whatever has happened to the files and to the index.</summary>
public sealed class ArchiveIndexTests : IDisposable
{
    private const int Questions = 1000;
    private const int DamagedArchives = 12;

    // Conditions for which a reader looks at parts of a record that the index does not know.
    private static readonly string[] Wherever =
    [
        "amazonaws",
        "nothing here",
        "requestParameters.any|exists=false",
        "requestParameters.list|re=.",
        "resources.ARN=*",
        "errorCode|contains=a",
        "userIdentity.sessionContext.sessionIssuer.userName=null",
    ];

    private readonly LogFolder _folder = new();

    private string IndexFolder => Path.Combine(_folder.Root, "index");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_thousand_random_questions_have_the_same_answers_with_the_index_and_without()
    {
        var archive = new IndexedArchive(new Random(20261130));
        foreach (var (number, records) in archive.Files.Index())
        {
            Old(_folder.AddRecords($"{number:D3}.json.gz", records));
        }

        Old(_folder.Add("digest.json", """{"awsAccountId":"111122223333","digestEndTime":"2026-11-20T10:00:00Z","logFiles":[]}"""));
        var unread = 0;
        for (var number = 0; number < Questions; number++)
        {
            var (conditions, options) = archive.Question();

            var expected = Search(conditions, options);
            var (answer, index) = SearchIndexed(conditions, options);

            Assert.True(expected == answer, $"{string.Join(' ', conditions)} {options}: {answer} in place of {expected}");
            unread += index.UnreadFiles;
        }

        // An index that reads every file each time would be right too.
        Assert.InRange(unread, Questions * _folder.Files.Count / 4, Questions * _folder.Files.Count);
    }

    [Fact]
    public void Questions_about_randomly_damaged_files_have_the_same_answers_with_the_index_and_without()
    {
        var random = new Random(20261129);
        var (files, unread) = (0, 0);
        for (var round = 0; round < DamagedArchives; round++)
        {
            using var folder = new LogFolder();
            var archive = new IndexedArchive(random);
            foreach (var (number, records) in archive.Files.Index())
            {
                var content = $$"""{"Records":[{{string.Join(',', records)}}]}""";
                Old(folder.Add($"{number:D3}.json", number % 3 == 0 ? content : Damage.Of(content, random)));
            }

            for (var number = 0; number < DamagedArchives; number++)
            {
                var (conditions, options) = archive.Question();
                conditions = [.. conditions, Wherever[random.Next(Wherever.Length)]];
                random.Shuffle(conditions);

                var expected = Search(conditions, options, folder);
                var (answer, index) = SearchIndexed(conditions, options, folder);

                Assert.True(expected == answer, $"{string.Join(' ', conditions)} {options}: {answer} in place of {expected}");
                (files, unread) = (files + folder.Files.Count, unread + index.UnreadFiles);
            }
        }

        Assert.InRange(unread, files / 8, files);
    }

    [Fact]
    public void A_hunt_finds_the_same()
    {
        const string Rule = """
            title: Key
            status: experimental
            level: high
            logsource: {product: aws, service: cloudtrail}
            detection:
              selection: {eventName: CreateAccessKey}
              condition: selection
            """;
        Old(_folder.AddRecords("a.json.gz", [Record("1", "CreateAccessKey"), Record("2", "ListKeys")]));
        Old(_folder.AddRecords("b.json.gz", [Record("3", "ListKeys")]));
        _folder.Hunt(Rule, new HuntOptions { Index = Remember() });
        var index = ArchiveIndex.Open(IndexFolder);

        var (findings, report) = _folder.Hunt(Rule, new HuntOptions { Index = index });

        Assert.Equal("1", Assert.Single(findings).Event.EventId);
        Assert.Equal((3, 2, 1), (report.Events, report.Files, index.UnreadFiles));
    }

    public static TheoryData<string, string> Changes =>
        new()
        {
            { "a file with other records of the same length", "other" },
            { "a file with a record more", "more" },
            { "a file that is cut short", "cut" },
            { "a file that is gone and came back with another time", "touched" },
            { "a new file", "new" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_has_changed_is_read_again(string sentence, string change)
    {
        var file = Old(_folder.Add("a.json", $"{Record("1", "ListKeys")}\n"));
        Remember();
        switch (change)
        {
            case "other":
                File.WriteAllText(file, $"{Record("1", "StopKeys")}\n");
                break;
            case "more":
                File.AppendAllText(file, $"{Record("2", "StopKeys")}\n");
                Old(file);
                break;
            case "cut":
                File.WriteAllText(file, Record("1", "ListKeys")[..^9]);
                Old(file);
                break;
            case "touched":
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));
                break;
            default:
                Old(_folder.Add("b.json", $"{Record("2", "StopKeys")}\n"));
                break;
        }

        string[] question = ["eventName=StopKeys"];
        var (answer, index) = SearchIndexed(question, new HuntOptions());

        Assert.True(Search(question, new HuntOptions()) == answer, sentence);
        Assert.Equal(change == "new" ? 1 : 0, index.UnreadFiles);
    }

    [Fact]
    public void An_account_in_a_file_that_is_not_read_was_seen_all_the_same()
    {
        Old(_folder.Add("a.json", Record("1", "ListKeys", "111122223333")));
        Old(_folder.Add("b.json", Record("2", "StopKeys", "444455556666")));
        Remember();
        var options = new HuntOptions
        {
            Accounts = new HashSet<string> { "111122223333", "000000000000" },
        };

        var (answer, _) = SearchIndexed(["eventName=StopKeys"], options);

        Assert.Contains("[\"account 000000000000\"]", answer, StringComparison.Ordinal);
        Assert.Equal(Search(["eventName=StopKeys"], options), answer);
    }

    [Fact]
    public void A_file_that_changed_a_moment_ago_is_not_remembered()
    {
        _folder.Add("a.json", Record("1", "ListKeys"));
        Remember();

        Assert.Equal(0, SearchIndexed(["eventName=StopKeys"], new HuntOptions()).Index.UnreadFiles);
    }

    [Theory]
    [InlineData("a record that is cut off", """{"Records":[{"eventName":"A","eventTime":"2026-11-20T10:15:00Z","a":"b"}""")]
    [InlineData("an event without a time", """{"Records":[{"eventName":"A","eventSource":"a","eventID":"1"}]}""")]
    [InlineData("a value that is not understood", """{"Records":[7]}""")]
    [InlineData("a text that is none", """{"Records":[{"eventName":"A\ud800","eventTime":"2026-11-20T10:15:00Z"}]}""")]
    [InlineData("no JSON", "key,value")]
    public void A_file_with_a_fault_is_read_and_named_each_time(string sentence, string content)
    {
        Old(_folder.Add("a.json", content));
        string[] question = ["eventName=None"];
        var expected = Search(question, new HuntOptions());
        Remember();

        var (answer, index) = SearchIndexed(question, new HuntOptions());

        Assert.True(expected == answer, sentence);
        Assert.Equal(0, index.UnreadFiles);
    }

    [Fact]
    public void A_damaged_index_is_named_and_never_used()
    {
        Old(_folder.Add("a.json", Record("1", "StopKeys")));
        Remember();
        var path = Path.Combine(IndexFolder, ArchiveIndex.FileName);
        var whole = File.ReadAllBytes(path);
        foreach (var place in Enumerable.Range(0, whole.Length))
        {
            var damaged = (byte[])whole.Clone();
            damaged[place] ^= 1;
            File.WriteAllBytes(path, place % 2 == 0 ? damaged : whole[..place]);

            Assert.Contains("is damaged", ArchiveIndex.Open(IndexFolder).Remark, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_answer_of_a_limit_below_the_length_of_a_file_stays()
    {
        Old(_folder.Add("a.json", $$"""{"Records":[{{string.Join(',', Enumerable.Repeat(Record("1", "ListKeys"), 2000))}}]}"""));
        Remember();
        var options = new HuntOptions { MaximumFileBytes = 1024 };

        Assert.Equal(Search(["eventName=None"], options), SearchIndexed(["eventName=None"], options).Answer);
    }

    [Theory]
    [InlineData("a digest after a record", "RECORD DIGEST")]
    [InlineData("a digest", "DIGEST")]
    [InlineData("no record", """{"Records":[]}""")]
    public void A_file_counts_as_skipped_when_it_would_without_an_index(string sentence, string content)
    {
        const string Digest = """{"awsAccountId":"1","digestStartTime":"a","digestEndTime":"b","logFiles":[]}""";
        Old(
            _folder.Add(
                "a.json",
                content
                    .Replace("RECORD", Record("1", "ListKeys"), StringComparison.Ordinal)
                    .Replace("DIGEST", Digest, StringComparison.Ordinal)
            )
        );
        Remember();
        string[] question = ["eventName=None"];

        var (answer, index) = SearchIndexed(question, new HuntOptions());

        Assert.True(Search(question, new HuntOptions()) == answer, sentence);
        Assert.Equal(1, index.UnreadFiles);
    }

    [Fact]
    public void Files_that_are_gone_leave_the_index()
    {
        Old(_folder.Add("a.json", Record("1", "ListKeys")));
        var gone = Old(_folder.Add("gone.json", Record("2", "ListKeys")));
        Remember();
        File.Delete(gone);
        _folder.Files.Remove(gone);
        Old(_folder.Add("b.json", Record("3", "ListKeys")));
        Remember();

        Assert.DoesNotContain("gone.json", File.ReadAllText(Path.Combine(IndexFolder, ArchiveIndex.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        var file = _folder.Add("file", "x");

        var exception = Assert.Throws<InvalidInputException>(() => ArchiveIndex.Open(file));

        Assert.Contains($"--index \"{file}\"", exception.Message, StringComparison.Ordinal);
    }

    private static string Old(string file)
    {
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        return file;
    }

    private ArchiveIndex Remember()
    {
        var index = ArchiveIndex.Open(IndexFolder);
        _ = Search(["eventName=None"], new HuntOptions { Index = index });
        index.Save();
        return ArchiveIndex.Open(IndexFolder);
    }

    private (string Answer, ArchiveIndex Index) SearchIndexed(string[] conditions, HuntOptions options, LogFolder? folder = null)
    {
        var index = ArchiveIndex.Open(Path.Combine((folder ?? _folder).Root, "index"));
        var answer = Search(conditions, options with { Index = index }, folder);
        index.Save();
        return (answer, index);
    }

    /// <summary>Returns all that a search tells: what was found, and what was read, not understood and not seen.</summary>
    private string Search(string[] conditions, HuntOptions options, LogFolder? folder = null)
    {
        var found = new List<FoundEvent>();
        var report = Searcher.Run(
            SearchQuery.Parse(conditions),
            (folder ?? _folder).Files,
            options with
            {
                Threads = 2,
            },
            found.Add,
            cancellation: TestContext.Current.CancellationToken
        );
        return JsonSerializer.Serialize(new { found, report });
    }

    private static string Record(string id, string name, string account = "111122223333") =>
        $$"""
            {"eventTime":"2026-11-20T10:15:00Z","eventSource":"a.amazonaws.com","eventName":"{{name}}","eventID":"{{id}}",
            "recipientAccountId":"{{account}}"}
            """.ReplaceLineEndings("");
}
