using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;
using Json.Schema;
using YamlDotNet.Serialization;

namespace BedrockDefense.Docs.Tests;

/// <summary>A configuration's file, judged by the schema and by the parser.</summary>
/// <param name="Config">Its settings, as they stand there.</param>
internal sealed record StackFile(JsonObject Config)
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, SettingsSchema.Path))
    );

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    /// <summary>The least that a configuration can be.</summary>
    public static StackFile Least =>
        new(
            new JsonObject
            {
                ["aws:region"] = "eu-central-1",
                ["bedrock-defense:administrators"] = new JsonArray("arn:aws:iam::*:role/BedrockLoggingAdmin"),
            }
        );

    /// <summary>Whether the file is valid by the schema.</summary>
    public bool IsValid => Schema.Evaluate(File).IsValid;

    /// <summary>What the schema says is wrong, for messages.</summary>
    public string Complaints =>
        string.Join(
            '\n',
            Schema
                .Evaluate(File, new EvaluationOptions { OutputFormat = OutputFormat.List })
                .Details!.Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
        );

    /// <summary>What the parser says is wrong; nothing where the file is valid.</summary>
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

    /// <summary>What the parser makes of it.</summary>
    public DefenseSettings Settings
    {
        get
        {
            // JSON is YAML, and so the file is read as any other.
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

    /// <summary>The settings of a file of YAML.</summary>
    public static StackFile OfYaml(string yaml) =>
        new(Node(((Dictionary<object, object?>)Yaml.Deserialize<object>(yaml)!)["config"])!.AsObject());

    /// <summary>The settings as the engine hands them to the program, lists and objects as JSON.</summary>
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
    /// The least configuration with this value of a setting, or of a field: where that is part of a list, of a map or of what
    /// must be whole, the rest of it is as in the schema's example. Null takes the field out.
    /// </summary>
    public static StackFile With(Setting top, string key, JsonNode? value)
    {
        var config = Least.Config;
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
