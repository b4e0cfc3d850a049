using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary>Reads SARIF logs, and refuses those that are not of the standard's form.</summary>
internal static class SarifCheck
{
    /// <summary>Returns the only run of a log.</summary>
    public static JsonNode Run(string log) => Assert.Single(SchemaCheck.Read("sarif-log.json", log)["runs"]!.AsArray())!;
}
