using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>What cannot be put back is named, and keeps nothing else from being put back.</summary>
public sealed class CleanUpTests : IDisposable
{
    private const string Rule = """{"Name":"forwarder","State":"ENABLED"}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clean-up-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>a proxy</html>")]
    [InlineData("""{"EventPattern":"no JSON"}""")]
    [InlineData("""{"EventPattern":7}""")]
    public async Task An_odd_answer_is_a_line_and_the_others_are_put_back(string answer)
    {
        List<string> put = [];
        var aws = new FakeAws(call =>
        {
            var name = JsonNode.Parse(call.Content!.Text)!["Name"]!.GetValue<string>();
            if (call.Operation == "PutRule")
            {
                put.Add(name);
                return "{}";
            }

            return name == "odd" ? answer
                : put.Contains(name) ? Rule
                : Rule.Replace("ENABLED", "DISABLED", StringComparison.Ordinal);
        });
        var journal = Journal("forwarder", "odd");

        var cleanUp = new CleanUp(journal, new Place(aws, "eu-central-1"), aws, new Place(aws, "eu-central-1"));
        await cleanUp.RunAsync();

        Assert.Equal(["the rule forwarder in 111122223333, eu-central-1 is as it was before"], cleanUp.Done);
        Assert.StartsWith(
            "the rule odd in 111122223333, eu-central-1 is not put back: ",
            Assert.Single(cleanUp.Left),
            StringComparison.Ordinal
        );
        Assert.Equal("odd", Assert.Single(ProofJournal.Open(Path).Content.Changes).Subject);
    }

    [Fact]
    public async Task A_refusal_is_a_line_and_the_journal_stays()
    {
        var aws = new FakeAws(call => throw new AwsException(call.Operation, "111122223333", call.Region, 403, "no"));

        var cleanUp = new CleanUp(Journal("forwarder"), new Place(aws, "eu-central-1"), aws, new Place(aws, "eu-central-1"));
        await cleanUp.RunAsync();

        Assert.Contains("it was refused", Assert.Single(cleanUp.Left), StringComparison.Ordinal);
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public async Task A_role_that_somebody_else_created_meanwhile_is_not_deleted()
    {
        var aws = new FakeAws(call =>
            call.Content!.Text.Contains("GetRole", StringComparison.Ordinal)
                ? "<a><AssumeRolePolicyDocument>{}</AssumeRolePolicyDocument><Description>ours</Description></a>"
                : throw new InvalidOperationException(call.Content.Text)
        );
        var journal = Journal();
        journal.Add(new Change("role", "eu-central-1", "Claimed", null));

        var cleanUp = new CleanUp(journal, new Place(aws, "eu-central-1"), aws, new Place(aws, "eu-central-1"));
        await cleanUp.RunAsync();

        Assert.Contains("this run did not create it", Assert.Single(cleanUp.Left), StringComparison.Ordinal);
    }

    private string Path => System.IO.Path.Combine(_folder.FullName, "journal.json");

    private ProofJournal Journal(params string[] rules)
    {
        var journal = ProofJournal.Begin(Path, "run", "111122223333", "arn:aws:iam::111122223333:role/Developer", null, "eu-central-1");
        foreach (var rule in rules)
        {
            journal.Add(
                new Change(
                    "rule",
                    "eu-central-1",
                    rule,
                    JsonNode.Parse(Rule.Replace("forwarder", rule, StringComparison.Ordinal))!.AsObject()
                )
            );
        }

        return journal;
    }
}
