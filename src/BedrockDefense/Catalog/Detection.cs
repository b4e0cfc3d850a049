using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>A Sigma rule of <c>policies/detections</c>. Its id is the name of its folder.</summary>
/// <param name="Id">
/// The lower-case id, such as <c>bedrock-logging-deletion</c>. The EventBridge rule, its targets and the test cases are named after
/// it.
/// </param>
/// <param name="Rule">The rule as written, with its placeholders not yet filled.</param>
public sealed record Detection(string Id, SigmaRule Rule)
{
    /// <summary>Every detection of the catalog, in the order of the ids.</summary>
    /// <exception cref="InvalidInputException">A rule of the catalog is invalid.</exception>
    public static IReadOnlyList<Detection> All { get; } = [.. CatalogFiles.Ids("detections", $"/{DetectionFolder.Rule}").Select(Load)];

    /// <summary>The severity of the detection.</summary>
    public SigmaLevel Level => Rule.Level ?? default;

    /// <summary>
    /// The maximum length of an id in characters. The id is part of the name of an EventBridge rule (at most 64 characters) and,
    /// with a prefix and a suffix, of an SQS queue (at most 80). Lint checks the other requirements of an id.
    /// </summary>
    public const int MaximumIdLength = 50;

    private static Detection Load(string id)
    {
        var file = DetectionFolder.PathOf(id, DetectionFolder.Rule);
        var rule = SigmaRule.Parse(CatalogFiles.Find($"detections/{id}/{DetectionFolder.Rule}")!, file);
        var faults = new List<Fault>();
        if (id.Length > MaximumIdLength)
        {
            faults.Add(
                new Fault(
                    $"the id \"{id}\" has {id.Length} characters; at most {MaximumIdLength} fit the names made of it",
                    new SourceLocation(file)
                )
            );
        }

        // Sigma makes these fields optional, but an alert needs them.
        foreach (var (key, value) in ((string, object?)[])[("id", rule.Id), ("level", rule.Level), ("next_step", rule.NextStep)])
        {
            if (value is null)
            {
                faults.Add(new Fault($"lacks {key}, which a detection of the catalog must have", new SourceLocation(file)));
            }
        }

        return faults.Count == 0 ? new Detection(id, rule) : throw new InvalidInputException(faults);
    }
}
