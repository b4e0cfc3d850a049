using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Models;

/// <summary>AWS's published model of a service: its operations and the shapes of their inputs.</summary>
internal sealed class ServiceModel
{
    private static readonly string[] Files = ["service-2.json.gz", "service-2.json"];

    private static readonly ConcurrentDictionary<string, Lazy<ServiceModel>> Loaded = new();

    private readonly JsonObject _operations;
    private readonly JsonObject _shapes;

    private ServiceModel(string name, JsonObject document)
    {
        Name = name;
        Metadata = document["metadata"]!.AsObject();
        _operations = document["operations"]!.AsObject();
        _shapes = document["shapes"]!.AsObject();
        // Several threads read these values. A JSON node resolves its members at the first access, which is not safe then, so they are
        // resolved here.
        Operations = _operations.ToDictionary(one => one.Key, one => one.Value!.AsObject());
        Shapes = _shapes.ToDictionary(one => one.Key, one => new Shape(one.Key, one.Value!.AsObject()));
    }

    /// <summary>The name of the service's folder.</summary>
    public string Name { get; }

    /// <summary>The metadata, such as protocol and version.</summary>
    public JsonObject Metadata { get; }

    /// <summary>The operations by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Operations { get; }

    /// <summary>The shapes by name.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    /// <summary>Finds the shape of an operation's input; null for an operation without input.</summary>
    public Shape? InputOf(string operation) =>
        Operations[operation]["input"]?["shape"]?.GetValue<string>() is { } name ? Shapes[name] : null;

    /// <summary>Finds the shape that a reference names.</summary>
    public Shape Of(Member member) => Shapes[member.Shape];

    /// <summary>Loads the newest version of a service's model.</summary>
    /// <param name="data">The folder of all models.</param>
    /// <param name="name">The service's folder.</param>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public static ServiceModel Load(string data, string name) =>
        Loaded.GetOrAdd(Path.Combine(data, name), folder => new(() => Read(folder, name))).Value;

    private static ServiceModel Read(string folder, string name)
    {
        var file =
            (Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
                .OrderDescending(StringComparer.Ordinal)
                .SelectMany(version => Files.Select(one => Path.Combine(version, one)))
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidInputException($"botocore has no model of {name} in {folder}");
        using var stream = File.OpenRead(file);
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        return new ServiceModel(name, JsonNode.Parse(plain, documentOptions: new JsonDocumentOptions { MaxDepth = 256 })!.AsObject());
    }
}
