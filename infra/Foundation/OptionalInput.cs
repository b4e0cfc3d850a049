using Pulumi;

namespace BedrockDefense.Infra.Foundation;

/// <summary>Makes an input that may be left out. Pulumi's own conversions expect a value.</summary>
internal static class OptionalInput
{
    /// <summary>Turns a text into an input; null leaves the property unset.</summary>
    public static Input<string>? Of(string? text) => text is null ? null : (Input<string>)text;
}
