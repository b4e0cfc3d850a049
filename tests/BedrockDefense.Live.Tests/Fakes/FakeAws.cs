using System.Text;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Tests.Fakes;

/// <summary>Answers calls in place of AWS, and keeps them.</summary>
/// <param name="answer">Gives the body of the answer to a call. Where bytes matter, each character is one.</param>
internal sealed class FakeAws(Func<AwsCall, string> answer) : IAwsApi
{
    /// <inheritdoc/>
    public string Id => "111122223333";

    /// <summary>The calls so far.</summary>
    public List<AwsCall> Calls { get; } = [];

    /// <summary>
    /// Answers each operation with its pages, whose tokens are the numbers of the pages. A page belongs to its parent, for operations
    /// that ask for one.
    /// </summary>
    public static FakeAws OfPages(string token, Func<string, string?, JsonObject[]> pages) =>
        new(call =>
        {
            var input = JsonNode.Parse(call.Content!.Text)!.AsObject();
            var all = pages(call.Operation, input.Text("ParentId") ?? input.Text("AccountId"));
            var number = int.Parse(input.Text(token == "NextMarker" ? "Marker" : token) ?? "0", null);
            var page = all[number];
            if (number + 1 < all.Length)
            {
                page[token] = $"{number + 1}";
            }

            return page.ToJsonString();
        });

    /// <inheritdoc/>
    public IAwsApi InAccount(string accountId) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<string> SendAsync(AwsCall request)
    {
        lock (Calls)
        {
            Calls.Add(request);
        }

        var body = answer(request);
        request.Answered?.Invoke(new AwsAnswer(null, Encoding.Latin1.GetBytes(body)));
        return Task.FromResult(body);
    }
}
