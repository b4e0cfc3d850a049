using BedrockDefense.Catalog;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Docs;

/// <summary>Where the repository has the documents of the catalog; the one place that knows.</summary>
internal static class CatalogPaths
{
    /// <summary>The Sigma rule of a detection.</summary>
    public static string Rule(Detection detection) => detection.Rule.File;

    /// <summary>The runbook of a detection.</summary>
    public static string Runbook(Detection detection) => $"policies/detections/{detection.Id}/runbook.md";

    /// <summary>The file of a hunt.</summary>
    public static string Rule(Hunt hunt) => hunt.Correlation.File;

    /// <summary>The document of a guardrail.</summary>
    public static string Document(Guardrail guardrail) =>
        guardrail.Type == OrganizationPolicyType.ResourceControl
            ? $"policies/resource-guardrails/{guardrail.Id}.json"
            : $"policies/guardrails/{guardrail.Id}.json";

    /// <summary>The document of a notice.</summary>
    public static string Document(Alerts.Notice notice) => $"policies/notices/{notice.Id}.json";
}
