using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Proving.Observing;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>
/// A refusal is ascribed to what AWS says refused. The messages have the forms of the AWS IAM User Guide, "Troubleshoot access denied
/// error messages".
/// </summary>
public sealed class OutcomeTests
{
    private const string Cases = "live/outcomes.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_refused_is_read_from_the_message(string name)
    {
        var wanted = Repository.Find<Answer>(Cases, name);

        var outcome = Outcomes.Of(new AwsException("Operation", "111122223333", "eu-central-1", 403, wanted.Body));

        Assert.Equal(wanted.Outcome, outcome);
    }

    private sealed record Answer(string Body, AttackOutcome Outcome);
}
