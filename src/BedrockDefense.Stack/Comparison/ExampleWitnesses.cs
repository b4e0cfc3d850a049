using System.Globalization;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Makes example principals of the exemptions of two configurations. A star for the account can hide that another pattern names
/// one account, so there is an example in each account that a pattern names and in one that none names.
/// </summary>
internal sealed class ExampleWitnesses
{
    private readonly string[] _accounts;

    public ExampleWitnesses(DefenseSettings old, DefenseSettings @new)
    {
        Patterns = [.. PatternsOf(@new).Concat(PatternsOf(old)).Distinct(StringComparer.Ordinal)];
        var named = Patterns.Select(AccountOf).Where(account => account != "*").ToHashSet(StringComparer.Ordinal);
        var excluded = old.GuardrailExclusions.Concat(@new.GuardrailExclusions).ToHashSet(StringComparer.Ordinal);
        var unnamed = Enumerable
            .Range(0, int.MaxValue)
            .Select(number =>
                (long.Parse(SampleOrganization.Default.MemberAccountId, CultureInfo.InvariantCulture) + number).ToString(
                    "D12",
                    CultureInfo.InvariantCulture
                )
            )
            .First(account => !named.Contains(account) && !excluded.Contains(account));
        _accounts = [unnamed, .. named.Where(account => !excluded.Contains(account)).Order(StringComparer.Ordinal)];
        Stranger = $"arn:{@new.HomeRegion.Partition}:iam::{unnamed}:role/DataScientist";
    }

    /// <summary>The patterns of the exemptions of both configurations, those of the new one first.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>A principal that no pattern exempts.</summary>
    public string Stranger { get; }

    /// <summary>Returns such a principal of an account; of any when the account is null.</summary>
    public string StrangerIn(string? account) =>
        account is null ? Stranger : string.Join(':', [.. Stranger.Split(':')[..4], account, Stranger.Split(':')[5]]);

    /// <summary>Returns examples of principals that a pattern exempts.</summary>
    public IEnumerable<string> Of(string pattern) =>
        (AccountOf(pattern) == "*" ? _accounts : [AccountOf(pattern)])
            .SelectMany(account => new[] { pattern, WithRegion(pattern) }.Select(spelling => ExamplePrincipal.Of(spelling, account)))
            .Distinct(StringComparer.Ordinal);

    // A role of single sign-on has its Region in the path, except in us-east-1. A star after the last slash stands for it.
    private static string WithRegion(string pattern) =>
        pattern.Replace("/*AWSReservedSSO_", "/eu-west-1/AWSReservedSSO_", StringComparison.Ordinal);

    private static IEnumerable<string> PatternsOf(DefenseSettings settings) =>
        [.. settings.Administrators, .. settings.DeploymentRoles, ExemptRolePatterns.OfStackSets(settings.HomeRegion.Partition)];

    private static string AccountOf(string arn) => arn.Split(':')[4];
}
