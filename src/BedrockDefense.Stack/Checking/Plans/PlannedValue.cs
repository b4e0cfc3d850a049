using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>A value of a resource in a plan.</summary>
/// <param name="Knowledge">Whether the value is there.</param>
/// <param name="Json">The value; undefined unless it is known.</param>
public readonly record struct PlannedValue(Knowledge Knowledge, JsonElement Json = default)
{
    /// <summary>Nothing was said.</summary>
    public static PlannedValue Absent { get; } = new(Knowledge.Absent);

    /// <summary>Whether the value is unknown until the plan is applied, or a secret. Nobody may judge by it.</summary>
    public bool IsHidden => Knowledge is Knowledge.Unknown or Knowledge.Secret;

    /// <summary>The value as text: numbers and truth values as they are written; null when it is not known or no scalar.</summary>
    public string? Text =>
        Knowledge != Knowledge.Known
            ? null
            : Json.ValueKind switch
            {
                JsonValueKind.String => Json.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Json.GetRawText(),
                _ => null,
            };
}

/// <summary>What a plan tells of a value.</summary>
public enum Knowledge
{
    /// <summary>It has none.</summary>
    Absent,

    /// <summary>It is known.</summary>
    Known,

    /// <summary>It is known only when the plan is applied.</summary>
    Unknown,

    /// <summary>It is a secret, which must not be shown.</summary>
    Secret,
}
