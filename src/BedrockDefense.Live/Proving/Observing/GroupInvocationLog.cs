using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>The log group that gets an account's invocations.</summary>
/// <param name="place">The account and Region.</param>
/// <param name="group">The log group's name.</param>
internal sealed class GroupInvocationLog(Place place, string group) : InvocationLog(place)
{
    // A page may be empty where CloudWatch Logs has searched much and found nothing. A sandbox has few records of some minutes.
    private const int MostPages = 100;

    /// <inheritdoc/>
    public override string Operation => "FilterLogEvents";

    /// <inheritdoc/>
    public override string Name => $"the log group {group}";

    /// <inheritdoc/>
    public override async Task<bool> HasAsync(string requestId, DateTimeOffset sent)
    {
        // A term in double quotes is looked for as it is (Amazon CloudWatch Logs User Guide, "Filter pattern syntax").
        JsonObject input = new()
        {
            ["logGroupName"] = group,
            ["filterPattern"] = $"\"{requestId}\"",
            ["startTime"] = (sent - ClockDifference).ToUnixTimeMilliseconds(),
        };
        var pages = new PageTokens(Operation, Place.Account.Id, Place.Region, MostPages);
        while (true)
        {
            var page = await Place.JsonAsync("logs", Operation, input).ConfigureAwait(false);
            if (Messages(page).Any(message => InvocationRecord.IsOf(message, requestId, Place.Account.Id)))
            {
                return true;
            }

            if (page.Text("nextToken") is not { Length: > 0 } next)
            {
                return false;
            }

            pages.Add(next);
            input["nextToken"] = next;
        }
    }

    private static IEnumerable<string> Messages(JsonObject page) =>
        (page["events"] as JsonArray ?? []).OfType<JsonObject>().Select(one => one.Text("message") ?? "");
}
