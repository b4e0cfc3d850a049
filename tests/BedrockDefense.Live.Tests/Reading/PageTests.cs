using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Reading;

/// <summary>Every page of a list is read, and a list without an end is an error.</summary>
public sealed class PageTests
{
    private const string NoEnd = "in 111122223333, us-east-1: the answer has no last page";

    [Theory]
    [InlineData("NextToken", "NextToken")]
    [InlineData("nextToken", "nextToken")]
    [InlineData("NextMarker", "Marker")]
    public async Task Each_spelling_of_a_token_leads_to_the_next_page(string told, string asked)
    {
        var aws = FakeAws.OfPages(told, (_, _) => [Page("a", "b"), Page(), Page("c")]);
        var keys = await new Place(aws, "us-east-1").AllAsync("kms", "ListKeys", "Keys", new() { ["Limit"] = 2 });
        Assert.Equal(["a", "b", "c"], keys.Select(key => key.Need("Id")));
        Assert.Equal(
            ["""{"Limit":2}""", $$"""{"Limit":2,"{{asked}}":"1"}""", $$"""{"Limit":2,"{{asked}}":"2"}"""],
            aws.Calls.Select(call => call.Content!.Text)
        );
    }

    [Theory]
    [InlineData("""{"Keys":[{"Id":"a"}],"NextToken":""}""")]
    [InlineData("""{"Keys":[{"Id":"a"}],"NextToken":null}""")]
    [InlineData("""{"Keys":[{"Id":"a"}]}""")]
    public async Task A_page_without_a_token_is_the_last(string page)
    {
        var aws = new FakeAws(_ => page);
        Assert.Single(await new Place(aws, "us-east-1").AllAsync("kms", "ListKeys", "Keys", []));
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData("<a><Marker/></a>")]
    [InlineData("<a/>")]
    public async Task A_page_of_a_form_service_without_a_token_is_the_last(string page)
    {
        var aws = new FakeAws(_ => page);
        Assert.Single(await new Place(aws, "us-east-1").AllPagesAsync("iam", "ListRoles", "Marker"));
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData("NextToken")]
    [InlineData("nextToken")]
    [InlineData("NextMarker")]
    public async Task Pages_that_never_end_are_an_error(string token)
    {
        var number = 0;
        var aws = new FakeAws(_ => $$"""{"Keys":[],"{{token}}":"{{number++}}"}""");
        var error = await Assert.ThrowsAsync<AwsException>(() => new Place(aws, "us-east-1").AllAsync("kms", "ListKeys", "Keys", []));
        Assert.Contains($"ListKeys {NoEnd}", error.Message, StringComparison.Ordinal);
        Assert.Equal(10_001, aws.Calls.Count);
    }

    [Fact]
    public async Task A_token_that_repeats_is_an_error()
    {
        var number = 0;
        var aws = new FakeAws(_ => $$"""{"Keys":[],"NextToken":"{{number++ % 3}}"}""");
        var error = await Assert.ThrowsAsync<AwsException>(() => new Place(aws, "us-east-1").AllAsync("kms", "ListKeys", "Keys", []));
        Assert.Contains(NoEnd, error.Message, StringComparison.Ordinal);
        Assert.Equal(4, aws.Calls.Count);
    }

    [Fact]
    public async Task A_token_of_a_form_service_that_repeats_is_an_error()
    {
        var aws = new FakeAws(_ => "<a><Marker>same</Marker></a>");
        var error = await Assert.ThrowsAsync<AwsException>(() =>
            new Place(aws, "us-east-1").AllPagesAsync("iam", "ListRoles", "Marker", ("MaxItems", "1000"))
        );
        Assert.Contains($"ListRoles {NoEnd}", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Calls.Count);
        Assert.EndsWith("Marker=same&Action=ListRoles&Version=2010-05-08", aws.Calls[1].Content!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_a_form_service_leads_to_the_next_page()
    {
        var pages = new Queue<string>(["<a><m>1</m><NextToken>t+/=</NextToken></a>", "<a><m>2</m></a>"]);
        var aws = new FakeAws(_ => pages.Dequeue());
        IReadOnlyList<XElement> read = await new Place(aws, "us-east-1").AllPagesAsync("sns", "ListTopics", "NextToken");
        Assert.Equal(["1", "2"], read.Select(page => page.Text("m")));
        Assert.StartsWith("NextToken=t%2B%2F%3D&", aws.Calls[1].Content!.Text, StringComparison.Ordinal);
    }

    private static JsonObject Page(params string[] ids) =>
        new() { ["Keys"] = new JsonArray([.. ids.Select(id => new JsonObject { ["Id"] = id })]) };
}
