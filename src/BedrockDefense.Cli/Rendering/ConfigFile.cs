using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BedrockDefense.Cli.Rendering;

/// <summary>
/// Reads <c>Pulumi.&lt;stack&gt;.yaml</c> into what the engine would hand the program: a text per key, lists and
/// objects as JSON. <see cref="Secret.Shown"/> stands for what only the stack's secrets provider can decrypt.
/// </summary>
internal static class ConfigFile
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
            throw new InvalidInputException($"there is no file \"{path}\"; give the configuration of a stack with --config Pulumi.<stack>.yaml");
        }

        return Read(path, () => File.OpenText(path));
    }

    /// <summary>The sample that is built in.</summary>
    public static Dictionary<string, string> Sample() =>
        Read("the built-in sample", () => new StreamReader(typeof(ConfigFile).Assembly.GetManifestResourceStream(Default)!));

    private static Dictionary<string, string> Read(string path, Func<StreamReader> open)
    {
        try
        {
            using var reader = open();
            var stream = new YamlStream();
            stream.Load(reader);
            return Entries(path, stream.Documents.FirstOrDefault()?.RootNode);
        }
        catch (YamlException exception)
        {
            throw new InvalidInputException(
                exception.InnerException?.Message ?? exception.Message,
                new SourceLocation(path, (int)exception.Start.Line, (int)exception.Start.Column));
        }
        catch (IOException exception)
        {
            throw new InvalidInputException($"\"{path}\" cannot be read: {exception.Message}");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidInputException($"\"{path}\" cannot be read: {exception.Message}");
        }
    }

    private static Dictionary<string, string> Entries(string path, YamlNode? root)
    {
        if (root is not YamlMappingNode file
            || !file.Children.TryGetValue("config", out var node)
            || node is not YamlMappingNode config)
        {
            throw new InvalidInputException($"has no configuration; {Form}", new SourceLocation(path, (int?)root?.Start.Line));
        }

        var faults = new List<Fault>();
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in config.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            foreach (var taken in value.AllNodes.OfType<YamlScalarNode>().Where(node => node.Value == Secret.Shown))
            {
                faults.Add(new Fault($"{name} has the text \"{Secret.Shown}\", which stands for a secret here; set the secret with pulumi config set --secret", Location(path, taken)));
            }

            entries[name] = value is YamlScalarNode scalar ? scalar.Value ?? "" : IsSecret(value) ? Secret.Shown : JsonText.Of(Json(value)!);
        }

        return faults.Count == 0 ? entries : throw new InvalidInputException(faults);
    }

    // As Pulumi writes a value that was set with --secret, at the top or, with --path, anywhere inside.
    private static bool IsSecret(YamlNode node) =>
        node is YamlMappingNode { Children: [var (key, value)] } && key is YamlScalarNode { Value: "secure" } && value is YamlScalarNode;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        _ when IsSecret(node) => JsonValue.Create(Secret.Shown),
        YamlMappingNode map => Json(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonObject Json(YamlMappingNode map)
    {
        var fields = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            fields.Add(((YamlScalarNode)key).Value ?? "", Json(value));
        }

        return fields;
    }

    // As Pulumi reads it: what looks like a number is one, an account id without quotes too, which the program then refuses.
    private static JsonValue? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private static SourceLocation Location(string path, YamlNode node) => new(path, (int)node.Start.Line, (int)node.Start.Column);
}
