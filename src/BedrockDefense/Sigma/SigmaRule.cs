using System.Text.Json;
using BedrockDefense.Sigma.Analysis;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Sigma;

/// <summary>A Sigma detection rule (specification 2.1), read once and never changed.</summary>
public sealed record SigmaRule : SigmaDocument
{
    public required LogSource LogSource { get; init; }

    /// <summary>Where it says so.</summary>
    internal SourceLocation? LogSourceLocation { get; init; }

    /// <summary>What the rule looks for.</summary>
    public required DetectionNode Detection { get; init; }

    /// <summary>Reads the one rule of a file.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="SigmaException">All faults of the file, each with line and column.</exception>
    public static SigmaRule Parse(string yaml, string file)
    {
        var document = SigmaFile.Parse(yaml, file);
        return document is { Rules: [var rule], Correlations: [] }
            ? rule
            : throw new SigmaException([
                new Fault(
                    $"expected one detection rule; found {document.Rules.Count} detection and {document.Correlations.Count} "
                        + "correlation rules",
                    new SourceLocation(file)
                ),
            ]);
    }

    /// <summary>
    /// Fills the placeholders of <c>|expand</c>. Several values mean any of them; a <c>*</c> or <c>?</c> in a value
    /// is a wildcard, as it would be in the rule.
    /// </summary>
    /// <exception cref="SigmaException">A placeholder is not among those given, or has no values.</exception>
    public SigmaRule Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        this with
        {
            Detection = PlaceholderExpansion.Expand(Detection, placeholders),
        };

    /// <summary>Whether a CloudTrail record matches, and which search identifiers decided.</summary>
    /// <exception cref="SigmaException">The rule cannot be evaluated, e.g. its placeholders are not filled.</exception>
    public SigmaVerdict Match(JsonElement cloudTrailRecord) => new SigmaEvaluator(this).Match(cloudTrailRecord);
}
