using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>A Sigma rule of <c>policies/detections</c>; its id is its folder's name.</summary>
/// <param name="Id">The lower-case id, such as <c>bedrock-logging-deletion</c>; names the rule, its targets and its cases.</param>
/// <param name="Rule">The rule as written, its placeholders not yet filled in.</param>
public sealed record Detection(string Id, SigmaRule Rule)
{
    /// <summary>Every detection, in the order of their ids.</summary>
    /// <exception cref="InvalidInputException">A rule of the catalog is invalid.</exception>
    public static IReadOnlyList<Detection> All { get; } = [.. CatalogFiles.Ids("detections", $"/{DetectionFolder.Rule}").Select(Load)];

    /// <summary>How severe it is when it fires.</summary>
    public SigmaLevel Level => Rule.Level ?? default;

    /// <summary>
    /// The longest id, in characters: it names an EventBridge rule (at most 64 characters) and, with prefix and suffix, an SQS
    /// queue (at most 80). Lint says what else an id may not be.
    /// </summary>
    public const int LongestId = 50;

    private static Detection Load(string id)
    {
        var file = DetectionFolder.PathOf(id, DetectionFolder.Rule);
        var rule = SigmaRule.Parse(CatalogFiles.Find($"detections/{id}/{DetectionFolder.Rule}")!, file);
        var faults = new List<Fault>();
        if (id.Length > LongestId)
        {
            faults.Add(
                new Fault(
                    $"the id \"{id}\" has {id.Length} characters; at most {LongestId} fit the names made of it",
                    new SourceLocation(file)
                )
            );
        }

        // Sigma leaves these optional, but an alert cannot be made without them.
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
