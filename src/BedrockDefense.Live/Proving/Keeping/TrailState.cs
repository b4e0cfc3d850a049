using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>Whether the organization's trail records.</summary>
internal sealed class TrailState : KeptState
{
    public override string Kind => "trail";

    public override bool IsOfManagement => true;

    public override string Describe(string subject) => $"the trail {subject}";

    public override async Task<JsonObject?> ReadAsync(Place place, string subject) =>
        (await place.JsonAsync("cloudtrail", "GetTrailStatus", new() { ["Name"] = subject }).ConfigureAwait(false)).Pick("IsLogging");

    public override Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run) =>
        place.JsonAsync(
            "cloudtrail",
            before?["IsLogging"]?.GetValue<bool>() == true ? "StartLogging" : "StopLogging",
            new() { ["Name"] = subject }
        );
}
