using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Foundation;
using Pulumi;

namespace BedrockDefense.Infra.Settings;

/// <summary>What becomes of a value that was set with <c>pulumi config set --secret</c>.</summary>
public static partial class Secret
{
    /// <summary>What stands for it wherever something is shown, and for a value that nothing here can decrypt.</summary>
    public const string Shown = "[secret]";

    /// <summary>Why a list or an object that nothing here can decrypt is refused.</summary>
    internal const string AsAWhole =
        "is encrypted as a whole, so that nobody here can tell what it declares; set it plainly and only its secret part "
        + "with --secret --path";

    /// <summary>The keys of a configuration read from a file that hold a value which nothing here can decrypt.</summary>
    public static IReadOnlySet<string> KeysOf(IReadOnlyDictionary<string, string> config) =>
        config
            .Where(entry => entry.Value == Shown || entry.Value.Contains($"\"{Shown}\"", StringComparison.Ordinal))
            .Select(entry => entry.Key)
            .ToHashSet();

    /// <summary>A text as an input, marked as secret if it is one; null leaves the property unset.</summary>
    internal static Input<string>? Input(string? text, bool isSecret) =>
        text is not null && isSecret ? Output.CreateSecret(text) : Optional.Input(text);

    /// <summary>Whether a reason tells a text of the secret, or a part of it that is no plain word.</summary>
    internal static bool IsIn(string reason, JsonElement value) =>
        Texts(value)
            .Any(text =>
                (!PlainWord().IsMatch(text) && reason.Contains(text, StringComparison.OrdinalIgnoreCase))
                || Part()
                    .Matches(text)
                    .Any(part => part.Value.Any(char.IsAsciiDigit) && reason.Contains(part.Value, StringComparison.OrdinalIgnoreCase))
            );

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Undefined => [],
            _ => [value.GetRawText()],
        };

    // Such as the name of a protocol, which a valid form may name as well.
    [GeneratedRegex("^[a-z-]{0,12}$")]
    private static partial Regex PlainWord();

    [GeneratedRegex("[A-Za-z0-9]{3,}")]
    private static partial Regex Part();
}
