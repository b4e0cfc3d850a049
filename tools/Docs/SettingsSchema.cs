using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Docs;

/// <summary>
/// The JSON Schema of <c>Pulumi.&lt;stack&gt;.yaml</c>, which describes every setting. It is written by hand. Only the lists that
/// the code already has are filled in: the Regions, and the ids of the catalog.
/// </summary>
public sealed class SettingsSchema
{
    /// <summary>The path of the schema in the repository.</summary>
    public const string Path = "docs/settings.schema.json";

    private const string Definitions = "#/$defs/";

    private readonly JsonObject _root;

    private SettingsSchema(JsonObject root) => _root = root;

    /// <summary>Reads the schema from the repository in this folder and fills its lists again.</summary>
    public static SettingsSchema Read(string root)
    {
        var schema = new SettingsSchema(JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(root, Path)))!.AsObject());
        schema.Fill("homeRegion", AwsRegion.All.Where(region => !region.IsOptIn).Select(region => region.Code));
        schema.Fill("optInRegion", AwsRegion.All.Where(region => region.IsOptIn).Select(region => region.Code));
        schema.Fill(
            "detectionOrNotice",
            Detection
                .All.Select(detection => detection.Id)
                .Concat(Notice.All.Where(notice => !notice.IsForMachinesOnly).Select(notice => notice.Id))
        );
        schema.Fill(
            "uncriticalDetection",
            Detection.All.Where(detection => detection.Level < SigmaLevel.Critical).Select(detection => detection.Id)
        );
        return schema;
    }

    /// <summary>The settings, in the order in which they are explained.</summary>
    public IReadOnlyList<Setting> Settings => [.. Setting.Of(this, Config)];

    /// <summary>What the file says about the settings as a whole.</summary>
    public string Description => _root["description"]!.GetValue<string>();

    /// <summary>The schema of the configuration itself.</summary>
    public JsonObject Config => _root["properties"]!["config"]!.AsObject();

    /// <summary>Returns a schema with its reference resolved.</summary>
    public JsonObject Resolve(JsonObject schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema["$ref"]?.GetValue<string>() is not { } reference)
        {
            return schema;
        }

        var resolved = Resolve(_root["$defs"]![reference[Definitions.Length..]]!.AsObject()).DeepClone().AsObject();
        foreach (var (name, value) in schema.Where(entry => entry.Key != "$ref"))
        {
            resolved[name] = value?.DeepClone();
        }

        return resolved;
    }

    /// <summary>Returns the text of the file.</summary>
    public override string ToString() => _root.ToJsonString(JsonText.IndentedOptions) + "\n";

    private void Fill(string definition, IEnumerable<string> values) =>
        _root["$defs"]![definition]!["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
}
