using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace BedrockDefense.Cli.Tests;

/// <summary>Reads outputs, and refuses those that are not of the form of a schema of <c>tests/cases/schemas</c>.</summary>
internal static class SchemaCheck
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = [];

    /// <summary>Returns the output.</summary>
    public static JsonNode Read(string schema, string text)
    {
        using var document = JsonDocument.Parse(text);
        var result = Schemas
            .GetOrAdd(schema, name => JsonSchema.FromText(Repository.Case($"schemas/{name}")))
            .Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join(
                '\n',
                (result.Details ?? []).SelectMany(one => (one.Errors ?? []).Select(error => $"{one.InstanceLocation}: {error}"))
            )
        );
        return JsonNode.Parse(text)!;
    }
}
