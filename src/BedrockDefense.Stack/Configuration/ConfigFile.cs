using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Configuration;

/// <summary>
/// Reads <c>Pulumi.&lt;stack&gt;.yaml</c> into what the engine would hand the program: a text per key, lists and
/// objects as JSON. <see cref="Secret.Mask"/> stands for what only the stack's secrets provider can decrypt.
/// </summary>
public static class ConfigFile
{
    private const string Form = "the form is a map named config, such as the one in Pulumi.dev.yaml";

    /// <summary>The configuration that verbs use where none is named.</summary>
    public const string Default = "Pulumi.dev.yaml";

    /// <summary>The file to read: the one that is named, or the usual one where it is; null for none.</summary>
    public static string? PathOf(string? named) => named ?? (File.Exists(Default) ? Default : null);

    /// <summary>The configuration in a file.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or it is no configuration.</exception>
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

    /// <summary>The sample that is built in.</summary>
    public static Dictionary<string, string> Sample()
    {
        using var reader = new StreamReader(typeof(ConfigFile).Assembly.GetManifestResourceStream(Default)!);
        return Read(reader.ReadToEnd(), "the built-in sample");
    }

    private static Dictionary<string, string> Read(string text, string path)
    {
        var faults = new FaultList();
        var documents = YamlReader.Read(text, path, faults, YamlReader.MaximumOfConfiguration);
        CheckText(text, path, faults);
        if (documents is [_, var second, ..])
        {
            faults.Add(second.Location, "is a second document, which Pulumi does not read; write one map named config");
        }

        Require(faults);
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
            if (ConfigKey.Of(key, faults) is { } name && !entries.TryAdd(name, Entry(value)))
            {
                faults.Add(key.Location, $"{key.Text} is {name} to Pulumi, which is there already; write it once");
            }
        }

        Require(faults);
        return entries;
    }

    private static void Require(FaultList faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults.InOrder());
        }
    }

    // Where readers of YAML differ before there are values: what ends a line.
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
                    YamlText.Place(text, index, path),
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

    // A value that is taken otherwise by Pulumi than it looks, or that stands for a secret here.
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

    private static string Entry(YamlNode value) =>
        IsSecret(value) ? Secret.Mask
        : value is YamlScalar scalar ? PulumiScalar.Text(scalar)
        : JsonText.Of(Json(value)!);

    // As Pulumi writes a value that was set with --secret, at the top or, with --path, anywhere inside.
    private static bool IsSecret(YamlNode node) =>
        node is YamlMap { Entries: [{ Key.Text: "secure", Value: YamlScalar text }] } && PulumiScalar.IsText(text);

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            _ when IsSecret(node) => JsonValue.Create(Secret.Mask),
            YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
            YamlList list => new JsonArray([.. list.Items.Select(Json)]),
            _ => PulumiScalar.Json((YamlScalar)node),
        };
}
