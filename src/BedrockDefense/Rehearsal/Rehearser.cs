using BedrockDefense.CloudTrail;
using BedrockDefense.Rehearsal.Simulation;

namespace BedrockDefense.Rehearsal;

/// <summary>Plays scenarios against a rendered stack.</summary>
public static class Rehearser
{
    /// <summary>Who attacks in a scenario: the caller given, or else the scenario's own.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="principalArn">Somebody to play it instead; null for the scenario's own attacker.</param>
    /// <param name="organization">The organization it is played in.</param>
    /// <param name="partition">The partition of the home Region.</param>
    /// <param name="administrators">The configured administrators.</param>
    /// <exception cref="InvalidInputException">The ARN is of no principal.</exception>
    public static Caller Attacker(
        Scenario scenario, string? principalArn, SampleOrganization organization, string partition, IReadOnlyList<string> administrators)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(administrators);
        return Caller.Parse(principalArn ?? (scenario.Principal == "%administrator%"
            ? ExamplePrincipal.Of(administrators[0], organization.MemberAccountId)
            : Fill(scenario.Principal, ("partition", partition), ("account", organization.MemberAccountId))));
    }

    /// <summary>Plays a scenario.</summary>
    /// <param name="stack">The stack, rendered for an organization of which the attacker is a member.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="attacker">Who plays it.</param>
    /// <exception cref="InvalidInputException">AWS would refuse one of the stack's documents.</exception>
    public static RehearsalReport Play(StackDeclaration stack, Scenario scenario, Caller attacker)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(attacker);
        var performance = new Performance(StackReader.Read(stack), stack.HomeRegion, attacker);
        return new RehearsalReport(
            scenario.Id,
            scenario.Title,
            attacker.PrincipalArn,
            stack.HomeRegion,
            performance.GuardrailTargets,
            [.. scenario.Steps.Select(performance.Play)]);
    }

    internal static string Fill(string text, params (string Placeholder, string Value)[] values) =>
        values.Aggregate(text, (filled, value) => filled.Replace($"%{value.Placeholder}%", value.Value, StringComparison.Ordinal));
}
