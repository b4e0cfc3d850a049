using System.Text.Json.Nodes;
using BedrockDefense.Sigma.Compiling;

namespace BedrockDefense.Sigma;

/// <summary>
/// Compiles a rule to an EventBridge event pattern that matches an event exactly when <see cref="SigmaEvaluator"/>
/// matches the CloudTrail record in its <c>detail</c>, or refuses. Records are taken to have CloudTrail's documented
/// shape. A rule that names an eventSource and no eventType is about API calls, not service events.
/// </summary>
public static class EventBridgeCompiler
{
    /// <summary>The default quota on an event pattern ("Amazon EventBridge quotas", user guide).</summary>
    public const int DefaultMaximumLength = 2_048;

    /// <summary>What PutRule accepts at most, after the quota was raised.</summary>
    public const int ApiMaximumLength = 4_096;

    /// <summary>Names that are operators or reserved; EventBridge does not accept them as fields inside <c>$or</c>.</summary>
    private static readonly string[] ReservedNames =
        ["$or", "exactly", "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "cidr", "exists"];

    /// <summary>Compiles a rule whose placeholders are filled.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="maximumLength">The account's quota in characters.</param>
    /// <exception cref="NotSupportedByEventBridgeException">EventBridge cannot say it exactly; with every reason found.</exception>
    public static CompiledPattern Compile(SigmaRule rule, int maximumLength = DefaultMaximumLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumLength, ApiMaximumLength);
        var refusals = new Refusals();
        var start = new SourceLocation(rule.File);
        if (rule.LogSource is not { Product: "aws", Service: "cloudtrail" })
            refusals.Add(start, "only rules with logsource product aws and service cloudtrail can be compiled to EventBridge");
        var branches = Absorb(new ConditionCompiler(refusals).Compile(rule.Detection));
        refusals.ThrowIfAny();
        CheckBranches(branches, start, refusals);
        refusals.ThrowIfAny();

        var sources = SourcesOf(branches, refusals);
        refusals.ThrowIfAny();
        var pattern = new JsonObject
        {
            ["source"] = JsonNode.Parse(PatternJson.List(sources?.Select(PatternJson.Quote) ?? ["""{"prefix":"aws."}"""])),
            ["detail-type"] = JsonNode.Parse(PatternJson.List(EventSources.DetailTypesOf(LiteralsOf(branches, "eventType"), sources))),
            ["detail"] = PatternWriter.Write(branches),
        };
        var json = PatternJson.Write(pattern);
        if (json.Length > maximumLength)
            refusals.Add(start, $"the pattern has {json.Length:N0} characters; the limit is {maximumLength:N0}; split the rule");
        refusals.ThrowIfAny();
        return new CompiledPattern(
            json,
            branches.Any(ReadOnlyEvents.MayMatch),
            branches.SelectMany(branch => branch.Fields).SelectMany(entry => entry.Atoms).Any(atom => atom.ContainsWildcard));
    }

    /// <summary>Drops branches that another one, with fewer demands, already covers.</summary>
    private static List<Conjunction> Absorb(IReadOnlyList<Conjunction> branches) =>
        [.. branches.Where(branch => !branches.Any(other =>
            other.Fields.Count < branch.Fields.Count
            && other.Fields.All(entry => branch.Find(entry.Field.Text)?.SameAs(entry) == true)))];

    private static void CheckBranches(List<Conjunction> branches, SourceLocation start, Refusals refusals)
    {
        if (branches.Count == 0)
            refusals.Add(start, "the rule can never match: its conditions contradict each other");
        else if (branches.Any(branch => branch.Fields.Count == 0))
            refusals.Add(start, "the rule matches every event");
        foreach (var entry in branches.SelectMany(branch => branch.Fields))
        {
            if (entry.Field.Segments.FirstOrDefault(ReservedNames.Contains) is { } reserved)
                refusals.Add(entry.Location, $"'{reserved}' in {entry.Field} is reserved in event patterns");
        }
        foreach (var branch in branches)
            CheckArrays(branch, refusals);
    }

    /// <summary>
    /// Two fields that meet in what may be an array of objects: EventBridge wants both in one element, Sigma looks
    /// for each in all elements.
    /// </summary>
    private static void CheckArrays(Conjunction branch, Refusals refusals)
    {
        foreach (var (index, left) in branch.Fields.Index())
        {
            foreach (var right in branch.Fields.Skip(index + 1))
            {
                var shared = left.Field.Segments.Zip(right.Field.Segments).TakeWhile(pair => pair.First == pair.Second).Count();
                if (shared == Math.Min(left.Field.Segments.Count, right.Field.Segments.Count))
                    refusals.Add(right.Location, $"{left.Field} and {right.Field}: an event pattern cannot test a field and, at once, a field inside it");
                for (var length = 1; length <= shared; length++)
                {
                    var parent = new FieldPath(string.Join('.', left.Field.Segments.Take(length)));
                    if (CloudTrailShape.KindOf(parent) == FieldKind.Unknown)
                        refusals.Add(right.Location, $"{left.Field} and {right.Field} are tested together and {parent} may be a list: EventBridge wants both in one element, Sigma in any");
                }
            }
        }
    }

    /// <summary>The sources, when every branch pins its eventSource; else null.</summary>
    private static List<string>? SourcesOf(List<Conjunction> branches, Refusals refusals)
    {
        if (LiteralsOf(branches, "eventSource") is not { } eventSources)
            return null;
        var location = branches[0].Find("eventSource")!.Location;
        var sources = new List<string>();
        foreach (var eventSource in eventSources)
        {
            try
            {
                sources.Add(EventSources.SourceOf(eventSource));
            }
            catch (Inexpressible reason)
            {
                refusals.Add(location, reason.Message);
            }
        }
        return [.. sources.Distinct()];
    }

    /// <summary>The literals a field is pinned to in all branches together; null when a branch leaves it open.</summary>
    private static List<string>? LiteralsOf(List<Conjunction> branches, string field)
    {
        var atoms = branches.Select(branch => branch.Find(field)?.Atoms).ToArray();
        return atoms.All(found => found?.All(atom => atom is TextAtom { Shape.Form: TextForm.Exact or TextForm.IgnoreCase }) == true)
            ? [.. atoms.SelectMany(found => found!).Cast<TextAtom>().Select(atom => atom.Shape.Text).Distinct()]
            : null;
    }
}
