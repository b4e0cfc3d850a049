using BedrockDefense.Live.Proving.Keeping;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>The journal keeps what is to be put back, and nothing else is taken for one.</summary>
public sealed class ProofJournalTests : IDisposable
{
    private const string Role = "arn:aws:iam::111122223333:role/Developer";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_noted_is_read_again()
    {
        var change = new Change("rule", "eu-central-1", "forwarder", new() { ["State"] = "ENABLED" });
        var journal = Begin();
        journal.Add(change);
        journal.Add(new Change("logging", "eu-central-1", "", null));
        journal.Set(new ProofJournal.TemporarySubscriber("queue", "arn:aws:sns:eu-central-1:999999999999:findings"));

        var read = ProofJournal.Open(Path).Content;

        Assert.Equal("""{"State":"ENABLED"}""", read.Changes[0].Before!.ToJsonString());
        Assert.Null(read.Changes[1].Before);
        Assert.Equal(journal.Content.Queue, read.Queue);
        Assert.Equal(("run", "111122223333", Role, "eu-central-1"), (read.Run, read.Account, read.Role, read.Region));
    }

    [Fact]
    public void A_journal_that_was_left_is_never_overwritten()
    {
        Begin();

        var refusal = Assert.Throws<InvalidInputException>(Begin);

        Assert.Contains("run prove --clean-up", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\0")]
    [InlineData(
        """
            {"version":2,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x",
             "queue":null,"changes":[]}
            """
    )]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x",
             "queue":null,"changes":null}
            """
    )]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x",
             "queue":null,"changes":[null]}
            """
    )]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x","queue":null,
             "changes":[{"state":"none","region":"x","subject":"","before":null}]}
            """
    )]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x",
             "queue":null,"changes":[],"more":1}
            """
    )]
    [InlineData("""{"version":1,"run":"r","account":"a","role":"o","restoringRole":null,"region":"x","queue":null,"changes":[]}""")]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":"arn:aws:iam::b:role/o","region":"x",
             "queue":null,"changes":[]}
            """
    )]
    [InlineData(
        """
            {"version":1,"run":"r","account":"a","role":"arn:aws:iam::a:role/o","restoringRole":null,"region":"x",
             "queue":{"name":"q","topicArn":"topic"},"changes":[]}
            """
    )]
    public void Another_file_is_refused(string text)
    {
        File.WriteAllText(Path, text);

        var refusal = Assert.Throws<InvalidInputException>(() => ProofJournal.Open(Path));

        Assert.StartsWith($"{Path}: this ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    private string Path => System.IO.Path.Combine(_folder.FullName, "journal.json");

    private ProofJournal Begin() => ProofJournal.Begin(Path, "run", "111122223333", Role, null, "eu-central-1");
}
