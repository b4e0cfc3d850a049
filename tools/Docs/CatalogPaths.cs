using BedrockDefense.Catalog;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Docs;

/// <summary>The paths of the catalog's documents in the repository. No other code builds these paths.</summary>
internal static class CatalogPaths
{
    /// <summary>Returns the path of a detection's Sigma rule.</summary>
    public static string Rule(Detection detection) => detection.Rule.File;

    /// <summary>Returns the path of a detection's runbook.</summary>
    public static string Runbook(Detection detection) => $"policies/detections/{detection.Id}/runbook.md";

    /// <summary>Returns the path of a hunt's file.</summary>
    public static string Rule(Hunt hunt) => hunt.Correlation.File;

    /// <summary>Returns the path of a guardrail's document.</summary>
    public static string Document(Guardrail guardrail) =>
        guardrail.Type == OrganizationPolicyType.ResourceControl
            ? $"policies/resource-guardrails/{guardrail.Id}.json"
            : $"policies/guardrails/{guardrail.Id}.json";

    /// <summary>Returns the path of a notice's document.</summary>
    public static string Document(Alerts.Notice notice) => $"policies/notices/{notice.Id}.json";
}
