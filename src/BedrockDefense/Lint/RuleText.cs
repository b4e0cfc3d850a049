using BedrockDefense.Catalog;

namespace BedrockDefense.Lint;

/// <summary>A file of Sigma rules, and what lies beside it.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Yaml">Its text.</param>
public sealed record RuleText(string File, string Yaml)
{
    /// <summary>The id of the detection whose rule it is, its folder's name; null for a rule of no catalog.</summary>
    public string? Detection { get; init; }

    /// <summary>Its case file; null when there is no folder of cases, so that none can be missing.</summary>
    public CompanionFile? Cases { get; init; }

    /// <summary>Its runbook; null when there is no folder of runbooks.</summary>
    public CompanionFile? Runbook { get; init; }

    /// <summary>The detections embedded here, with their runbooks, and the hunts; their cases are not embedded.</summary>
    public static IReadOnlyList<RuleText> Catalog() =>
        [
            .. CatalogFiles
                .Ids("detections", $"/{DetectionFolder.Rule}")
                .Select(id => new RuleText(
                    DetectionFolder.PathOf(id, DetectionFolder.Rule),
                    CatalogFiles.Find($"detections/{id}/{DetectionFolder.Rule}")!
                )
                {
                    Detection = id,
                    Runbook = new CompanionFile(
                        DetectionFolder.PathOf(id, DetectionFolder.Runbook),
                        CatalogFiles.Find($"detections/{id}/{DetectionFolder.Runbook}")
                    ),
                }),
            .. CatalogFiles
                .Ids("hunts", ".yml")
                .Select(id => new RuleText($"policies/hunts/{id}.yml", CatalogFiles.Find($"hunts/{id}.yml")!)),
        ];
}

/// <summary>A file that must go with a rule.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Text">Its text; null when there is no such file.</param>
public sealed record CompanionFile(string File, string? Text);
