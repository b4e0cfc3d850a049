using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying.Deep;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>An account that keeps silent does not hold up a verification.</summary>
public sealed class AnsweringAccountTests
{
    [Fact]
    public async Task A_Region_in_which_nobody_answered_is_not_asked_again_and_the_others_are()
    {
        var aws = new FakeAws(call => call.Region == "eu-west-1" ? throw Silence(call) : "{}");
        var account = new AnsweringAccount(aws);

        var first = await Assert.ThrowsAsync<AwsException>(() => account.SendAsync(Call("eu-west-1")));
        var second = await Assert.ThrowsAsync<AwsException>(() => account.SendAsync(Call("eu-west-1")));
        await account.SendAsync(Call("us-east-1"));

        Assert.Null(account.Silence);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(["eu-west-1", "us-east-1"], aws.Calls.Select(call => call.Region));
    }

    [Fact]
    public async Task After_three_silent_Regions_no_other_is_asked_and_the_reason_is_told()
    {
        var aws = new FakeAws(call => throw Silence(call));
        var account = new AnsweringAccount(aws);
        foreach (var region in (string[])["eu-west-1", "eu-west-2", "eu-west-3"])
        {
            await Assert.ThrowsAsync<AwsException>(() => account.SendAsync(Call(region)));
        }

        Assert.NotNull(account.Silence);
        var refusal = await Assert.ThrowsAsync<AwsException>(() => account.SendAsync(Call("us-east-1")));

        Assert.Equal(3, aws.Calls.Count);
        Assert.Equal(
            "DescribeRule in 111122223333, us-east-1: nobody answered in eu-west-1, eu-west-2, eu-west-3, so nothing else was asked "
                + "(DescribeRule in 111122223333, eu-west-1: no answer came in 30 seconds)",
            refusal.Message
        );
    }

    // A refusal is an answer. Another call may be allowed.
    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        var aws = new FakeAws(call =>
            throw new AwsException(call.Operation, "111122223333", call.Region, 403, "<Code>AccessDenied</Code>")
        );
        var account = new AnsweringAccount(aws);

        for (var call = 0; call < 5; call++)
        {
            Assert.True((await Assert.ThrowsAsync<AwsException>(() => account.SendAsync(Call("eu-west-1")))).SaysDenied);
        }

        Assert.Equal(5, aws.Calls.Count);
    }

    private static AwsException Silence(AwsCall call) => new(call.Operation, "111122223333", call.Region, "no answer came in 30 seconds");

    private static AwsCall Call(string region) => new("events", region, "DescribeRule", HttpMethod.Post, "/", null);
}
