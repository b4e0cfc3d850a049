using System.Collections;
using System.Collections.Immutable;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// The roles that may change the logging configuration, given by the ARN patterns of the settings. Each property writes them in the form
/// that a policy, a rule or a restorer needs. All forms mean the same roles.
/// </summary>
/// <param name="Patterns">The patterns as they were written.</param>
public sealed record Administrators(ImmutableArray<string> Patterns) : IReadOnlyList<string>
{
    private const string Wildcard = "*";

    // Stands for "no role" in rules that must name one. No role has this name: IAM Identity Center ends a role's name in 16 digits.
    private const string NameOfNoRole = "AWSReservedSSO_";

    /// <summary>No administrators.</summary>
    public static Administrators None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => Patterns.Length;

    /// <inheritdoc/>
    public string this[int index] => Patterns[index];

    /// <summary>The patterns for <c>aws:PrincipalArn</c> in a policy, where <c>?</c> stands for one character.</summary>
    public ImmutableArray<string> PrincipalArns =>
        [.. Patterns.Select(AdministratorPattern.ToPolicyPattern).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The patterns for a session's <c>sessionIssuer.arn</c> in a rule, where <c>?</c> is no wildcard. A permission set's pattern
    /// therefore also matches other roles; those are the <see cref="OtherPermissionSets"/>.
    /// </summary>
    public ImmutableArray<string> IssuerArns => [.. Patterns.Select(AdministratorPattern.ToRulePattern).Distinct(StringComparer.Ordinal)];

    /// <summary>The names of the roles, without their paths. The name of a permission set's role ends in a star.</summary>
    public ImmutableArray<string> RoleNames =>
        [.. Patterns.Select(arn => arn[(arn.LastIndexOf('/') + 1)..].TrimStart('*')).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The names of roles of other permission sets that begin like an administrator's role. They have one more underscore after
    /// that beginning. The 16 digits at the end of an administrator's role have no underscore.
    /// </summary>
    public ImmutableArray<string> OtherPermissionSets =>
        PermissionSets.Any() ? [.. PermissionSets.Select(name => $"{name}_*")] : [NameOfNoRole];

    /// <summary>
    /// A pair of permission sets that no event pattern can tell apart, because the second's roles look like roles of other sets to
    /// the first. Null when there is no such pair.
    /// </summary>
    public (string First, string Second)? InseparablePair =>
        PermissionSets
            .SelectMany(first => PermissionSets, (first, second) => (First: first, Second: second))
            .Where(pair => pair.First != pair.Second && pair.Second.StartsWith(pair.First[..^1], StringComparison.Ordinal))
            .Select(pair => ((string, string)?)pair)
            .FirstOrDefault();

    /// <inheritdoc/>
    public bool Equals(Administrators? other) => other is not null && Patterns.SequenceEqual(other.Patterns);

    /// <inheritdoc/>
    public override int GetHashCode() => Patterns.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)Patterns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<string> PermissionSets => RoleNames.Where(name => name.EndsWith(Wildcard, StringComparison.Ordinal));
}
