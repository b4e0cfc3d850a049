using Pulumi;

namespace BedrockDefense.Infra.Foundation;

/// <summary>An input that may be left out: Pulumi's conversions expect a value.</summary>
internal static class OptionalInput
{
    /// <summary>The text as an input; null leaves the property unset.</summary>
    public static Input<string>? Of(string? text) => text is null ? null : (Input<string>)text;
}
