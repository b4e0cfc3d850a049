using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;
using Json.Schema;
using YamlDotNet.Serialization;

namespace BedrockDefense.Docs.Tests;

/// <summary>A configuration's file, which the schema and the parser judge.</summary>
/// <param name="Config">The settings as the file has them.</param>
internal sealed record StackFile(JsonObject Config)
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, SettingsSchema.Path))
    );

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    /// <summary>The smallest valid configuration.</summary>
    public static StackFile Minimal =>
        new(
            new JsonObject
            {
                ["aws:region"] = "eu-central-1",
                ["bedrock-defense:administrators"] = new JsonArray("arn:aws:iam::*:role/BedrockLoggingAdmin"),
            }
        );

    /// <summary>Whether the file is valid by the schema.</summary>
    public bool IsValid => Schema.Evaluate(File).IsValid;

    /// <summary>The faults that the schema finds, for messages.</summary>
    public string Complaints =>
        string.Join(
            '\n',
            Schema
                .Evaluate(File, new EvaluationOptions { OutputFormat = OutputFormat.List })
                .Details!.Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
        );

    /// <summary>The faults that the parser finds; empty when the file is valid.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            try
            {
                _ = Settings;
                return [];
            }
            catch (InvalidSettingsException exception)
            {
                return [.. exception.Faults.Select(fault => fault.Message)];
            }
        }
    }

    /// <summary>The settings that the parser reads.</summary>
    public DefenseSettings Settings
    {
        get
        {
            // JSON is YAML, so the file is read like any other.
            var path = Path.GetTempFileName();
            try
            {
                System.IO.File.WriteAllText(path, JsonText.Of(Document));
                return SettingsParser.ParseValues(ConfigFile.Read(path));
            }
            finally
            {
                System.IO.File.Delete(path);
            }
        }
    }

    /// <summary>Reads the settings of a YAML file.</summary>
    public static StackFile OfYaml(string yaml) =>
        new(Node(((Dictionary<object, object?>)Yaml.Deserialize<object>(yaml)!)["config"])!.AsObject());

    /// <summary>Reads settings in the form in which the engine hands them to the program: lists and objects as JSON.</summary>
    public static StackFile Of(IReadOnlyDictionary<string, string> config) =>
        new(
            new JsonObject(
                config.Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        entry.Value is ['[' or '{', ..] ? JsonNode.Parse(entry.Value) : JsonValue.Create(entry.Value)
                    )
                )
            )
        );

    /// <summary>
    /// Makes the smallest configuration with this value of a setting or of a field. Where the field is part of a list, of a map or of an
    /// object that must be complete, the rest comes from the schema's example. Null removes the field.
    /// </summary>
    public static StackFile With(Setting top, string key, JsonNode? value)
    {
        var config = Minimal.Config;
        var steps = key[top.Key.Length..].Replace("[]", ".[]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
        {
            config.Remove(top.Key);
            if (value is not null)
            {
                config[top.Key] = value.DeepClone();
            }

            return new StackFile(config);
        }

        var isPart = steps.Contains("[]") || steps.Contains("*") || top.Fields.Any(field => field.IsRequired);
        JsonNode at = config[top.Key] = isPart ? top.Example.DeepClone() : new JsonObject();
        foreach (var step in steps.SkipLast(1))
        {
            at = step switch
            {
                "[]" => FirstWith(at.AsArray(), steps[^1]),
                "*" => FirstWith(at.AsObject().Select(entry => entry.Value), steps[^1]),
                _ => at[step] ??= new JsonObject(),
            };
        }

        at.AsObject().Remove(steps[^1]);
        if (value is not null)
        {
            at[steps[^1]] = value.DeepClone();
        }

        return new StackFile(config);
    }

    private JsonObject Document => new() { ["config"] = Config.DeepClone() };

    private JsonElement File => JsonSerializer.SerializeToElement(Document);

    private static JsonObject FirstWith(IEnumerable<JsonNode?> entries, string field)
    {
        List<JsonObject> objects = [.. entries.OfType<JsonObject>()];
        return objects.Find(entry => entry.ContainsKey(field)) ?? objects[0];
    }

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            Dictionary<object, object?> map => new JsonObject(
                map.Select(entry => KeyValuePair.Create((string)entry.Key, Node(entry.Value)))
            ),
            List<object?> list => new JsonArray([.. list.Select(Node)]),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            _ => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        };
}
