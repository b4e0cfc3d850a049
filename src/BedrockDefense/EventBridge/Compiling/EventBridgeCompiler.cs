using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Compiles a rule to an EventBridge event pattern. The pattern matches an event exactly when <see cref="SigmaEvaluator"/>
/// matches the CloudTrail record in its <c>detail</c>; a rule for which this is impossible is refused. The compiler assumes
/// that records have CloudTrail's documented shape. A rule that names an eventSource and no eventType is about API calls, not
/// service events.
/// </summary>
public static class EventBridgeCompiler
{
    /// <summary>
    /// The most tests of a rule. A test takes at least four characters, so no pattern within
    /// <see cref="EventPatternLimits.ApiMaximumCharacters"/> has more.
    /// </summary>
    private const int MaximumTests = EventPatternLimits.ApiMaximumCharacters / 4;

    /// <summary>Compiles a rule whose placeholders are filled.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="maximumLength">The account's quota for the length of a pattern, in characters.</param>
    /// <exception cref="NotSupportedByEventBridgeException">
    /// EventBridge cannot express the rule exactly. Every reason that was found is listed.
    /// </exception>
    public static CompiledPattern Compile(SigmaRule rule, int maximumLength = EventPatternLimits.DefaultCharacterQuota)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumLength, EventPatternLimits.ApiMaximumCharacters);
        var pattern = CompileOfAnyLength(rule);
        return pattern.Length <= maximumLength
            ? pattern
            : throw new NotSupportedByEventBridgeException([
                new Fault(
                    $"the pattern has {pattern.Length:N0} characters; the limit is {maximumLength:N0}; split the rule",
                    new SourceLocation(rule.File)
                ),
            ]);
    }

    /// <summary>Compiles a rule whose placeholders are filled to a pattern that may be too long, for <see cref="RegionSplit"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="NotSupportedByEventBridgeException">
    /// EventBridge cannot express the rule exactly. Every reason that was found is listed.
    /// </exception>
    public static CompiledPattern CompileOfAnyLength(SigmaRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var refusals = new Refusals();
        var start = new SourceLocation(rule.File);
        if (!rule.LogSource.IsCloudTrail)
        {
            refusals.Add(start, "only rules with logsource product aws and service cloudtrail can be compiled to EventBridge");
        }

        var tests = DetectionTree.FieldMatches(rule.Detection).Take(MaximumTests + 1).Count();
        if (tests > MaximumTests)
        {
            refusals.Add(start, $"the rule makes more than {MaximumTests:N0} tests, far beyond the length of an event pattern");
        }

        refusals.ThrowIfAny();
        var branches = Absorb(new ConditionCompiler(refusals).Compile(rule.Detection));
        refusals.ThrowIfAny();
        CheckBranches(branches, start, refusals);
        CheckNames(branches, refusals);
        CheckWildcards(branches, refusals);
        refusals.ThrowIfAny();

        var sources = LiteralsOf(branches, "eventSource")?.Select(EventSources.SourceOf).Distinct().ToArray();
        var pattern = new JsonObject
        {
            ["source"] = JsonNode.Parse(PatternJson.List(sources?.Select(PatternJson.Quote) ?? ["""{"prefix":"aws."}"""])),
            ["detail-type"] = JsonNode.Parse(PatternJson.List(DetailTypes.Of(LiteralsOf(branches, "eventType"), sources))),
            ["detail"] = PatternWriter.Write(branches),
        };
        return new CompiledPattern(
            PatternJson.Write(pattern),
            branches.Any(ReadOnlyEvents.MayMatch),
            branches.SelectMany(branch => branch.Fields).SelectMany(entry => entry.Atoms).SelectMany(atom => atom.Wildcards).Any()
        );
    }

    /// <summary>Drops each branch that another branch with fewer conditions already covers.</summary>
    private static List<Conjunction> Absorb(IReadOnlyList<Conjunction> branches) =>
        [
            .. branches.Where(branch =>
                !branches.Any(other =>
                    other.Fields.Count < branch.Fields.Count
                    && other.Fields.All(entry => branch.Find(entry.Field.Text)?.IsSameAs(entry) == true)
                )
            ),
        ];

    private static void CheckBranches(List<Conjunction> branches, SourceLocation start, Refusals refusals)
    {
        if (branches.Count == 0)
        {
            refusals.Add(start, "the rule can never match: its conditions contradict each other");
        }
        else if (branches.Any(branch => branch.Fields.Count == 0))
        {
            refusals.Add(start, "the rule matches every event");
        }

        foreach (var branch in branches)
        {
            CheckArrays(branch, refusals);
        }
    }

    private static void CheckWildcards(List<Conjunction> branches, Refusals refusals)
    {
        foreach (var field in branches.SelectMany(branch => branch.Fields).GroupBy(entry => entry.Field.Text))
        {
            // Only wildcards that the engine may match at the same time add up. These are the ones whose texts may begin
            // alike.
            TextShape[] shapes = [.. field.SelectMany(entry => entry.Atoms).Distinct().SelectMany(atom => atom.Wildcards)];
            var stars = shapes
                .Select(one => shapes.Where(other => MayBeginAlike(one, other)).Sum(other => other.StarCount))
                .DefaultIfEmpty()
                .Max();
            if (stars > EventPatternLimits.OverlappingWildcards)
            {
                refusals.Add(
                    field.First().Location,
                    $"{field.Key} is compared with {stars} wildcards that overlap, and EventBridge refuses a rule that is "
                        + $"too complex; write at most {EventPatternLimits.OverlappingWildcards}, in fewer values or in values "
                        + "with fewer *"
                );
            }
        }
    }

    private static bool MayBeginAlike(TextShape one, TextShape other) =>
        one.LiteralPrefix.StartsWith(other.LiteralPrefix, StringComparison.Ordinal)
        || other.LiteralPrefix.StartsWith(one.LiteralPrefix, StringComparison.Ordinal);

    private static void CheckNames(List<Conjunction> branches, Refusals refusals)
    {
        foreach (var entry in branches.SelectMany(branch => branch.Fields))
        {
            var alternative = branches.Any(branch => branch.Find(entry.Field.Text)?.IsSameAs(entry) != true);
            if (
                entry.Field.Segments.FirstOrDefault(name => name == "$or" || (alternative && ReservedNamesInOr.Names.Contains(name))) is
                { } reserved
            )
            {
                refusals.Add(
                    entry.Location,
                    $"'{reserved}' in {entry.Field} cannot be a field name inside the alternatives ($or) of an event pattern"
                );
            }

            foreach (var literal in entry.Atoms.OfType<TextAtom>().Where(atom => atom.IsLiteral).Select(atom => atom.Shape.Text))
            {
                var mistake = entry.Field.Text switch
                {
                    "eventSource" => MistakenNames.SourceFault(literal),
                    "eventName" => MistakenNames.EventFault(literal),
                    _ => null,
                };
                if (mistake is not null)
                {
                    refusals.Add(entry.Location, mistake);
                }
            }
        }
    }

    /// <summary>
    /// Refuses two fields that share a parent which may be an array of objects. EventBridge wants both in one element; Sigma
    /// looks for each in all elements.
    /// </summary>
    private static void CheckArrays(Conjunction branch, Refusals refusals)
    {
        foreach (var (index, left) in branch.Fields.Index())
        {
            foreach (var right in branch.Fields.Skip(index + 1))
            {
                var shared = left.Field.Segments.Zip(right.Field.Segments).TakeWhile(pair => pair.First == pair.Second).Count();
                if (shared == Math.Min(left.Field.Segments.Count, right.Field.Segments.Count))
                {
                    refusals.Add(
                        right.Location,
                        $"{left.Field} and {right.Field}: an event pattern cannot test a field and, at once, a field inside it"
                    );
                    continue;
                }
                for (var length = 1; length <= shared; length++)
                {
                    var parent = new FieldPath(string.Join('.', left.Field.Segments.Take(length)));
                    if (CloudTrailShape.KindOf(parent) == FieldKind.Unknown)
                    {
                        refusals.Add(
                            right.Location,
                            $"{left.Field} and {right.Field} are tested together and {parent} may be a list: EventBridge "
                                + "wants both in one element, Sigma in any"
                        );
                    }
                }
            }
        }
    }

    /// <summary>
    /// Returns the literals that all branches together allow for a field, or null when a branch allows other values.
    /// </summary>
    private static List<string>? LiteralsOf(List<Conjunction> branches, string field)
    {
        var atoms = branches.Select(branch => branch.Find(field)?.Atoms).ToArray();
        return atoms.All(found => found?.All(atom => atom is TextAtom { IsLiteral: true }) == true)
            ? [.. atoms.SelectMany(found => found!).Cast<TextAtom>().Select(atom => atom.Shape.Text).Distinct()]
            : null;
    }
}
