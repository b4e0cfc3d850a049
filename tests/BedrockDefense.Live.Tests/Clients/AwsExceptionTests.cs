using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>The name of an error is found in each form in which AWS writes it.</summary>
public sealed class AwsExceptionTests
{
    private const string Cases = "live/errors.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_tells_its_error(string name)
    {
        var wanted = Repository.Find<Answer>(Cases, name);
        var error = new AwsException("Describe", "111122223333", "us-east-1", wanted.Status, wanted.Body);
        Assert.Equal(wanted.Code, error.Code);
        Assert.Equal(wanted.NotFound, error.SaysNotFound);
        Assert.EndsWith(wanted.Shown, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_long_answer_is_cut() =>
        Assert.InRange(new AwsException("Describe", "111122223333", "us-east-1", 400, new string('a', 1_000_000)).Message.Length, 1, 700);

    private sealed record Answer(int Status, string Body, string Code, bool NotFound, string Shown = "");
}
