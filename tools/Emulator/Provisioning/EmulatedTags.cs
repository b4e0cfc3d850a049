using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>Gives the emulator the tags of the kinds of resources whose answers tell them.</summary>
internal static class EmulatedTags
{
    /// <summary>Writes the tags as fields of a form.</summary>
    /// <param name="inputs">The inputs of a resource.</param>
    public static IEnumerable<(string, string?)> Of(JsonObject inputs) =>
        (inputs["tags"] as JsonObject ?? []).SelectMany(
            (tag, index) =>
                new (string, string?)[]
                {
                    ($"Tags.member.{index + 1}.Key", tag.Key),
                    ($"Tags.member.{index + 1}.Value", tag.Value!.GetValue<string>()),
                }
        );
}
