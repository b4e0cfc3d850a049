using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Foundation;
using Pulumi;

namespace BedrockDefense.Infra.Settings;

/// <summary>Handles values that were set with <c>pulumi config set --secret</c>.</summary>
public static partial class Secret
{
    /// <summary>
    /// The text that replaces a secret wherever values are shown. It also stands for a value that cannot be decrypted here.
    /// </summary>
    public const string Mask = "[secret]";

    /// <summary>Says why a list or an object that cannot be decrypted here is refused.</summary>
    internal const string UndecryptableWhole =
        "is encrypted as a whole, so that nobody here can tell what it declares; set it plainly and only its secret part "
        + "with --secret --path";

    /// <summary>Finds the keys of a configuration from a file whose values contain something that cannot be decrypted here.</summary>
    public static IReadOnlySet<string> KeysOf(IReadOnlyDictionary<string, string> config) =>
        config
            .Where(entry => entry.Value == Mask || entry.Value.Contains($"\"{Mask}\"", StringComparison.Ordinal))
            .Select(entry => entry.Key)
            .ToHashSet();

    /// <summary>Turns a text into an input, and marks a secret as secret. Null leaves the property unset.</summary>
    internal static Input<string>? Input(string? text, bool isSecret) =>
        text is not null && isSecret ? Output.CreateSecret(text) : OptionalInput.Of(text);

    /// <summary>Whether a reason shows a text of the secret, or a part of such a text. Plain words do not count.</summary>
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

    // A plain word is, for example, the name of a protocol, which a valid form may name as well.
    [GeneratedRegex("^[a-z-]{0,12}$")]
    private static partial Regex PlainWord();

    [GeneratedRegex("[A-Za-z0-9]{3,}")]
    private static partial Regex Part();
}
