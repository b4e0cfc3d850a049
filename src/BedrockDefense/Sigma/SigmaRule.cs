using System.Text.Json;
using BedrockDefense.Sigma.Analysis;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Sigma;

/// <summary>A Sigma detection rule (specification 2.1), read once and never changed.</summary>
public sealed record SigmaRule : SigmaDocument
{
    public required LogSource LogSource { get; init; }

    /// <summary>The location of the log source, if the rule has one.</summary>
    internal SourceLocation? LogSourceLocation { get; init; }

    /// <summary>The events that the rule looks for.</summary>
    public required DetectionNode Detection { get; init; }

    /// <summary>Reads a file with exactly one rule.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <exception cref="SigmaException">The file has faults. The exception lists all of them, each with line and column.</exception>
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
    /// Fills the placeholders of <c>|expand</c>. If a placeholder has several values, any of them matches. A <c>*</c> or <c>?</c>
    /// in a value is a wildcard, as in the text of a rule.
    /// </summary>
    /// <exception cref="SigmaException">A placeholder has no value.</exception>
    public SigmaRule Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        this with
        {
            Detection = PlaceholderExpansion.Expand(Detection, placeholders),
        };

    /// <summary>Returns whether a CloudTrail record matches, and which search identifiers decided.</summary>
    /// <exception cref="SigmaException">The rule cannot be evaluated; for example, its placeholders are not filled.</exception>
    public SigmaVerdict Match(JsonElement cloudTrailRecord) => new SigmaEvaluator(this).Match(cloudTrailRecord);
}
