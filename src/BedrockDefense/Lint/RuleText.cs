using BedrockDefense.Catalog;

namespace BedrockDefense.Lint;

/// <summary>A file of Sigma rules, with the files that belong to it.</summary>
/// <param name="File">The name of the file, for messages.</param>
/// <param name="Yaml">The text of the file.</param>
public sealed record RuleText(string File, string Yaml)
{
    /// <summary>The id of the detection, which is the name of its folder; null for a rule outside a catalog.</summary>
    public string? Detection { get; init; }

    /// <summary>The case file; null when there is no folder of cases, so no file can be missing.</summary>
    public CompanionFile? Cases { get; init; }

    /// <summary>The runbook; null when there is no folder of runbooks, so no file can be missing.</summary>
    public CompanionFile? Runbook { get; init; }

    /// <summary>Returns the embedded detections with their runbooks, and the embedded hunts. The cases are not embedded.</summary>
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

/// <summary>A file that must accompany a rule.</summary>
/// <param name="File">The name of the file, for messages.</param>
/// <param name="Text">The text of the file; null when the file does not exist.</param>
public sealed record CompanionFile(string File, string? Text);
