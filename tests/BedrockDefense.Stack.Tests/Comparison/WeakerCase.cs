using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Tests.Comparison;

/// <summary>A weakening of the sample configuration.</summary>
/// <param name="Name">The case in a sentence.</param>
/// <param name="Old">The settings that the old configuration has instead of the sample's.</param>
/// <param name="New">The settings that the new configuration has instead of the sample's.</param>
/// <param name="Area">The area of the change that must be found.</param>
/// <param name="Subject">A part of what the change must name.</param>
/// <param name="Change">A part of what the change must say; empty for anything.</param>
/// <param name="Reversible">Whether the way back only strengthens.</param>
internal sealed record WeakerCase(string Name, JsonObject Old, JsonObject New, string Area, string Subject, string Change, bool Reversible);
