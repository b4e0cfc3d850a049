using System.Text.Json;

namespace BedrockDefense.Emulator.Models;

/// <summary>A fault of one value of a call, by AWS's own model of the service.</summary>
/// <param name="Member">The member, by the names of the API reference; list elements by number from 0.</param>
/// <param name="Rule">The rule, such as <c>required</c> or <c>max</c>.</param>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="Detail">The rule in words.</param>
internal sealed record Violation(string Member, string Rule, object? Value, string Detail)
{
    private const int MaximumShown = 300;

    /// <summary>The violation in a line.</summary>
    public override string ToString() => $"{Member} = {Text()}: {Rule}: {Detail}";

    private string Text()
    {
        var text = Value is string given ? $"\"{given}\"" : JsonSerializer.Serialize(Value, JsonText.Options);
        return text.Length <= MaximumShown ? text : $"{text[..MaximumShown]}... ({text.Length} characters)";
    }
}

/// <summary>AWS would refuse a call: its models say so.</summary>
/// <param name="call">The call.</param>
/// <param name="violations">What is wrong with it.</param>
internal sealed class ViolationException(string call, IReadOnlyList<Violation> violations)
    : Exception($"AWS's own model of the API refuses {call}: {string.Join("; ", violations)}")
{
    /// <summary>What is wrong with the call.</summary>
    public IReadOnlyList<Violation> Violations { get; } = violations;
}
