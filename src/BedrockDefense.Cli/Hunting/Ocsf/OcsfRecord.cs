using System.Text.Json;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>Reads texts of the record of an event. What is not there, or not of the expected form, is null.</summary>
internal sealed class OcsfRecord : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    private readonly JsonDocument? _record;

    private OcsfRecord(JsonDocument? record) => _record = record;

    /// <summary>Reads a record.</summary>
    /// <param name="record">The record; null when it was not kept.</param>
    public static OcsfRecord Read(string? record)
    {
        try
        {
            return new OcsfRecord(record is null ? null : JsonDocument.Parse(record, Options));
        }
        catch (JsonException)
        {
            // The facts of the finding are written without it.
            return new OcsfRecord(null);
        }
    }

    /// <summary>Returns the text of a field.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        if (_record is null)
        {
            return null;
        }

        var value = _record.RootElement;
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return TextOf(value);
    }

    /// <summary>Returns the ARNs and types of the resources that the record lists.</summary>
    public IEnumerable<(string Arn, string? Type)> Resources() =>
        _record?.RootElement is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("resources", out var resources)
        && resources.ValueKind == JsonValueKind.Array
            ? resources
                .EnumerateArray()
                .Where(resource => resource.ValueKind == JsonValueKind.Object)
                .Select(resource => (Arn: MemberOf(resource, "ARN"), Type: MemberOf(resource, "type")))
                .Where(resource => !string.IsNullOrEmpty(resource.Arn))
                .Select(resource => (resource.Arn!, resource.Type))
            : [];

    /// <inheritdoc/>
    public void Dispose() => _record?.Dispose();

    private static string? MemberOf(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? TextOf(member) : null;

    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
