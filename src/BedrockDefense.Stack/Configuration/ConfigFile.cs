using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Configuration;

/// <summary>
/// Reads <c>Pulumi.&lt;stack&gt;.yaml</c> into the configuration that the engine would hand the program: a text for each key,
/// with lists and objects as JSON. <see cref="Secret.Mask"/> replaces each secret, because only the stack's secrets provider
/// can decrypt it.
/// </summary>
public static class ConfigFile
{
    private const string Form = "the form is a map named config, such as the one in Pulumi.dev.yaml";

    /// <summary>The configuration that verbs use when the user names none.</summary>
    public const string Default = "Pulumi.dev.yaml";

    /// <summary>Returns the file to read: the named one, or the default one if it exists, or null.</summary>
    public static string? PathOf(string? named) => named ?? (File.Exists(Default) ? Default : null);

    /// <summary>Reads the configuration in a file.</summary>
    /// <exception cref="InvalidInputException">The file does not exist, or it is not a configuration.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException(
                $"there is no file \"{path}\"; give the configuration of a stack with --config Pulumi.<stack>.yaml"
            );
        }

        return Read(YamlFile.Read(path), path);
    }

    /// <summary>Returns the built-in sample configuration.</summary>
    public static Dictionary<string, string> Sample()
    {
        using var reader = new StreamReader(typeof(ConfigFile).Assembly.GetManifestResourceStream(Default)!);
        return Read(reader.ReadToEnd(), "the built-in sample");
    }

    /// <summary>
    /// Reads the settings that hold a secret. Each has a digest (SHA-256) of its text with the ciphertexts in their places. Neither the
    /// order of fields nor that of a list shows in it. Equal digests mean equal secrets; others may be equal too.
    /// </summary>
    /// <exception cref="InvalidInputException">The file does not exist, or it is not a configuration.</exception>
    public static Dictionary<string, string> ReadSecretDigests(string path)
    {
        _ = Read(path);
        var faults = new FaultList();
        var documents = YamlReader.Read(YamlFile.Read(path), path, faults, YamlReader.MaximumConfigurationCharacters);
        return ((YamlMap)((YamlMap)documents[0]).Find("config")!)
            .Entries.Where(entry => HoldsSecret(entry.Value))
            .ToDictionary(entry => ConfigKey.Of(entry.Key, faults)!, entry => Digest(ToSortedText(entry.Value)), StringComparer.Ordinal);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool HoldsSecret(YamlNode node) =>
        IsSecret(node)
        || node switch
        {
            YamlMap map => map.Entries.Any(entry => HoldsSecret(entry.Value)),
            YamlList list => list.Items.Any(HoldsSecret),
            _ => false,
        };

    private static string ToSortedText(YamlNode node) =>
        node switch
        {
            YamlMap map => $"{{{Sorted(map.Entries.Select(entry => $"{JsonText.Of(entry.Key.Text)}:{ToSortedText(entry.Value)}"))}}}",
            YamlList list => $"[{Sorted(list.Items.Select(ToSortedText))}]",
            _ => PulumiScalar.ToJson((YamlScalar)node)?.ToJsonString() ?? "null",
        };

    private static string Sorted(IEnumerable<string> texts) => string.Join(',', texts.Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string text, string path)
    {
        var faults = new FaultList();
        var documents = YamlReader.Read(text, path, faults, YamlReader.MaximumConfigurationCharacters);
        CheckText(text, path, faults);
        if (documents is [_, var second, ..])
        {
            faults.Add(second.Location, "is a second document, which Pulumi does not read; write one map named config");
        }

        ThrowIfAny(faults);
        if (documents is not [YamlMap file] || file.Find("config") is not YamlMap config)
        {
            throw new InvalidInputException(
                $"has no configuration; {Form}",
                documents is [var root] ? root.Location : new SourceLocation(path)
            );
        }

        foreach (var (key, _) in file.Entries.Concat(config.Entries))
        {
            CheckKey(key, faults);
        }

        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in config.Entries)
        {
            Check(key, value, faults);
            if (ConfigKey.Of(key, faults) is { } name && !entries.TryAdd(name, ToText(value)))
            {
                faults.Add(key.Location, $"{key.Text} is {name} to Pulumi, which is there already; write it once");
            }
        }

        ThrowIfAny(faults);
        return entries;
    }

    private static void ThrowIfAny(FaultList faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults.ToSortedList());
        }
    }

    // Refuses characters that end a line for some YAML readers and not for others.
    private static void CheckText(string text, string path, FaultList faults)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (
                text[index] is '\u0085' or '\u2028' or '\u2029'
                || (text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n'))
            )
            {
                faults.Add(
                    YamlText.Locate(text, index, path),
                    $"U+{(int)text[index]:X4} ends a line for some YAML readers and not for others; remove it"
                );
                return;
            }
        }
    }

    private static void CheckKey(YamlScalar key, FaultList faults)
    {
        if (!PulumiScalar.IsText(key))
        {
            faults.Add(
                key.Location,
                $"the key {VisibleText.Of(key.Text, VisibleText.Excerpt)} is no text to Pulumi; put it in quotes: \""
                    + $"{VisibleText.Of(key.Text, VisibleText.Excerpt)}\""
            );
        }
    }

    // Refuses a value that Pulumi reads as something else than it looks like, or that stands for a secret in this program.
    private static void Check(YamlScalar key, YamlNode node, FaultList faults)
    {
        switch (node)
        {
            case YamlScalar { Text: Secret.Mask } taken:
                faults.Add(
                    taken.Location,
                    $"{key.Text} has the text \"{Secret.Mask}\", which stands for a secret here; set the secret with "
                        + "pulumi config set --secret"
                );
                break;
            case YamlScalar scalar when PulumiScalar.FaultOf(scalar) is { } fault:
                faults.Add(scalar.Location, fault);
                break;
            case YamlList list:
                foreach (var item in list.Items)
                {
                    Check(key, item, faults);
                }

                break;
            case YamlMap map:
                foreach (var (field, value) in map.Entries)
                {
                    CheckKey(field, faults);
                    Check(key, value, faults);
                }

                break;
        }
    }

    private static string ToText(YamlNode value) =>
        IsSecret(value) ? Secret.Mask
        : value is YamlScalar scalar ? PulumiScalar.ToText(scalar)
        : JsonText.Of(ToJson(value)!);

    // Recognizes the form in which Pulumi writes a value that was set with --secret. With --path, such a value may stand
    // anywhere inside another.
    private static bool IsSecret(YamlNode node) =>
        node is YamlMap { Entries: [{ Key.Text: "secure", Value: YamlScalar text }] } && PulumiScalar.IsText(text);

    private static JsonNode? ToJson(YamlNode node) =>
        node switch
        {
            _ when IsSecret(node) => JsonValue.Create(Secret.Mask),
            YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
            YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
            _ => PulumiScalar.ToJson((YamlScalar)node),
        };
}
