using System.IO.Enumeration;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// Tries the calls of a plan against the guardrails. Where a part of the resource or a condition key is unknown, it tries every value that
/// the guardrails tell apart. If they do not all end alike, nobody knows.
/// </summary>
internal sealed class PlannedCallTrial(GuardrailTrial guardrails)
{
    /// <summary>Tries a call.</summary>
    /// <param name="principal">The ARN of the role that makes it.</param>
    /// <param name="action">The action.</param>
    /// <param name="resources">What the resource may be, the likeliest first.</param>
    /// <param name="region">The Region; null when nobody said.</param>
    /// <param name="keys">The condition keys; null for a value that no plan shows.</param>
    public PlannedCallOutcome Try(
        string principal,
        string action,
        IReadOnlyList<string> resources,
        string? region,
        IReadOnlyDictionary<string, string?> keys
    )
    {
        var denying = guardrails.Statements.Where(statement => Concerns(statement, action)).ToList();
        if (denying.Count == 0)
        {
            return PlannedCallOutcome.LetThrough;
        }

        var verdicts = resources
            .SelectMany(resource => Resources(resource, denying))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(_ => Keys(keys, denying), (resource, known) => guardrails.Refusing(principal, new(action, resource), region, known))
            .ToList();
        return verdicts.TrueForAll(by => by is null) ? PlannedCallOutcome.LetThrough
            : verdicts[0] is { } certain ? new(Refusal.Yes, certain)
            : new(Refusal.Unknown, verdicts.First(by => by is not null));
    }

    private static bool Concerns(GuardrailStatement statement, string action) =>
        statement.Statement.Actions.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action));

    private static IEnumerable<string> Resources(string resource, IEnumerable<GuardrailStatement> denying) =>
        ArnHole.IsIn(resource)
            ? denying
                .SelectMany(statement => statement.Resources)
                .Where(pattern => pattern != "*" && EndsAlike(pattern, resource))
                .Select(pattern => ArnHole.FindMatch(pattern, resource))
                .OfType<string>()
                .Prepend(ArnHole.Fill(resource))
            : [resource];

    // A pattern such as role/stacksets-exec-* also matches paths that begin so. Only StackSets can make a role there, so that no role of
    // another team is.
    private static bool EndsAlike(string pattern, string resource)
    {
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return !resource.Contains(ArnHole.Path)
            || ArnHole.IsIn(name)
            || FileSystemName.MatchesSimpleExpression(pattern.AsSpan(pattern.LastIndexOf('/') + 1), name, ignoreCase: false);
    }

    // An absent key comes first, since most resources have nothing to do with the defense.
    private static IEnumerable<Dictionary<string, string>> Keys(
        IReadOnlyDictionary<string, string?> keys,
        IReadOnlyCollection<GuardrailStatement> denying
    )
    {
        var known = keys.Where(key => key.Value is not null).ToDictionary(key => key.Key, key => key.Value!, StringComparer.Ordinal);
        return keys.Where(key => key.Value is null)
            .SelectMany(key =>
                denying
                    .SelectMany(statement => statement.Statement.Conditions)
                    .Where(condition => condition.Key.Equals(key.Key, StringComparison.OrdinalIgnoreCase))
                    .SelectMany(condition => condition.Values)
                    .Select(value => new Dictionary<string, string>(known)
                    {
                        [key.Key] = value.Replace("*", "x", StringComparison.Ordinal),
                    })
            )
            .Prepend(known);
    }
}
