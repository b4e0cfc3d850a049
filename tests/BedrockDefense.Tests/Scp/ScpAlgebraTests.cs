using BedrockDefense.Scp.Evaluation;
using FsCheck;
using FsCheck.Xunit;

namespace BedrockDefense.Tests.Scp;

/// <summary>Tests laws that hold for all policies, in addition to the vectors.</summary>
[Properties(Arbitrary = [typeof(PolicyGenerators)], MaxTest = 300)]
public sealed class ScpAlgebraTests
{
    [Property]
    public bool A_deny_added_never_allows_more(Scenario scenario, StatementSpec statement, NonNegativeInt level)
    {
        var before = scenario.Decide();
        var after = scenario.With(level.Get % scenario.Levels.Count, statement with { Deny = true }).Decide();

        return after == before || after == Decision.ExplicitlyDenied;
    }

    [Property]
    public bool An_allow_added_never_denies_more(Scenario scenario, StatementSpec statement, NonNegativeInt level)
    {
        var before = scenario.Decide();
        var after = scenario.With(level.Get % scenario.Levels.Count, statement with { Deny = false }).Decide();

        return after == before || (before, after) == (Decision.ImplicitlyDenied, Decision.Allowed);
    }

    [Property]
    public bool An_exemption_added_to_denies_never_denies_more(Scenario scenario)
    {
        var before = scenario.Decide();
        var after = scenario
            .Map(statement => statement.Deny ? statement with { Exempt = [.. statement.Exempt, "arn:aws:iam::*:role/A"] } : statement)
            .Decide();

        return after == before || before == Decision.ExplicitlyDenied;
    }

    [Property]
    public bool A_malformed_exemption_exempts_nobody(Scenario scenario) =>
        scenario.Decide()
        == scenario.Map(statement => statement with { Exempt = [.. statement.Exempt, "arn:aws:iam::*", "*", "A"] }).Decide();

    [Property]
    public bool The_order_of_statements_policies_and_values_never_matters(Scenario scenario)
    {
        var reversed = scenario.Map(statement =>
            statement with
            {
                Actions = [.. statement.Actions.Reverse()],
                Exempt = [.. statement.Exempt.Reverse()],
            }
        );
        reversed = reversed with
        {
            Levels =
            [
                .. reversed
                    .Levels.Reverse()
                    .Select(policies => policies.Reverse().Select(statements => statements.Reverse().ToList()).ToList()),
            ],
        };

        return scenario.Decide() == reversed.Decide();
    }

    [Property]
    public bool A_policy_given_twice_decides_as_once(Scenario scenario) =>
        scenario.Decide()
        == (
            scenario with
            {
                Levels = [.. scenario.Levels.Select(policies => (IReadOnlyList<IReadOnlyList<StatementSpec>>)[.. policies, .. policies])],
            }
        ).Decide();
}
