using YamlDotNet.Serialization;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>A sample of a pipeline in <c>docs/ci</c>.</summary>
internal sealed class PipelineFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    private static readonly string[] ScriptKeys = ["run", "script", "before_script", "after_script"];

    private PipelineFile(string yaml)
    {
        Root = (Dictionary<object, object?>)Yaml.Deserialize<object>(yaml)!;
        Scripts = [.. ScriptsIn(Root)];
    }

    /// <summary>The document.</summary>
    public IReadOnlyDictionary<object, object?> Root { get; }

    /// <summary>Every piece of shell: GitHub's <c>run</c>, GitLab's <c>script</c> and what precedes or follows it.</summary>
    public IReadOnlyList<string> Scripts { get; }

    /// <summary>The command lines of this product, in their order.</summary>
    public IEnumerable<string> Commands =>
        Scripts
            .SelectMany(script => script.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("bedrock-defense ", StringComparison.Ordinal));

    public static PipelineFile Read(string path) => Parse(Text(path));

    public static PipelineFile Parse(string yaml) => new(yaml);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>Returns all values of a key, wherever it stands.</summary>
    public IEnumerable<object?> All(string key) => All(Root, key);

    /// <summary>Returns all values of a key below a node.</summary>
    public static IEnumerable<object?> All(object? node, string key) =>
        node switch
        {
            Dictionary<object, object?> map => map.SelectMany(entry =>
                (entry.Key is string name && name == key ? [entry.Value] : Array.Empty<object?>()).Concat(All(entry.Value, key))
            ),
            List<object?> list => list.SelectMany(one => All(one, key)),
            _ => [],
        };

    private static IEnumerable<string> ScriptsIn(object? root) =>
        ScriptKeys
            .SelectMany(key => All(root, key))
            .SelectMany(script => script is List<object?> lines ? lines : [script])
            .OfType<string>();
}
