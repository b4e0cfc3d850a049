using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary>Reads SARIF logs, and refuses those that are not of the standard's form.</summary>
internal static class SarifCheck
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.Case("schemas/sarif-log.json"));

    /// <summary>Returns the only run of a log.</summary>
    public static JsonNode Run(string log)
    {
        using var document = JsonDocument.Parse(log);
        var result = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join(
                '\n',
                (result.Details ?? []).SelectMany(one => (one.Errors ?? []).Select(error => $"{one.InstanceLocation}: {error}"))
            )
        );
        return Assert.Single(JsonNode.Parse(log)!["runs"]!.AsArray())!;
    }
}
