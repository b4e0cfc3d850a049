using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Tries calls against guardrails, as if they were attached where the caller is.</summary>
internal sealed class GuardrailTrial
{
    private const string PrincipalArn = "aws:PrincipalArn";

    private readonly string _homeRegion;
    private readonly List<ScpLevel> _levels;

    /// <summary>Tries the guardrails that a configuration asks for.</summary>
    public GuardrailTrial(DefenseSettings settings)
        : this(GuardrailStatement.AllOf(settings), settings.HomeRegion.Code) { }

    /// <summary>Tries the guardrails that a stack has.</summary>
    public GuardrailTrial(StackDeclaration stack)
        : this(GuardrailStatement.AllOf(stack), stack.HomeRegion) { }

    private GuardrailTrial(IReadOnlyDictionary<string, GuardrailStatement> all, string homeRegion)
    {
        _homeRegion = homeRegion;
        Statements = [.. all.Values.Where(statement => statement.Kind == PolicyKind.ServiceControl)];
        var statements = Statements.Select(statement => statement.Statement).ToList();
        _levels =
        [
            new ScpLevel(
                "the account",
                [PolicyDocument.FullAwsAccess, new PolicyDocument("guardrails", PolicyKind.ServiceControl, statements)]
            ),
        ];
        Calls =
        [
            .. statements
                .Where(statement =>
                    statement is { Actions: [_, ..], Resources: [_, ..] }
                    && statement.Conditions.Any(condition => condition.Key.Equals(PrincipalArn, StringComparison.OrdinalIgnoreCase))
                )
                .Select(statement => new GuardedCall(
                    statement.Actions.FirstOrDefault(action => !action.Contains('*')) ?? ExampleOf(statement.Actions[0]),
                    ExampleOf(statement.Resources[0])
                ))
                // A call of Bedrock says most to whoever reads about the exemption.
                .OrderBy(call => !call.Action.StartsWith("bedrock:", StringComparison.Ordinal)),
        ];
    }

    /// <summary>A call for each statement that exempts somebody.</summary>
    public IReadOnlyList<GuardedCall> Calls { get; }

    /// <summary>The statements that are in force.</summary>
    public IReadOnlyList<GuardrailStatement> Statements { get; }

    /// <summary>Whether the guardrails refuse a call to a principal.</summary>
    public bool IsDenied(string principal, GuardedCall call) => Refusing(principal, call) is not null;

    /// <summary>Returns the statement that refuses a call to a principal; null when none does.</summary>
    /// <param name="principal">The ARN of the principal.</param>
    /// <param name="call">The call.</param>
    /// <param name="region">The Region of the call; null for the home Region.</param>
    /// <param name="keys">Further condition keys with their values.</param>
    public GuardrailStatement? Refusing(
        string principal,
        GuardedCall call,
        string? region = null,
        IReadOnlyDictionary<string, string>? keys = null
    )
    {
        // Multi-factor authentication is assumed. Whether it is required is a guardrail of its own, not an exemption.
        var request = RequestContext.Create(
            principal,
            call.Action,
            call.Resource,
            new Dictionary<string, IReadOnlyList<string>>(
                (keys ?? new Dictionary<string, string>()).Select(key => KeyValuePair.Create(key.Key, (IReadOnlyList<string>)[key.Value]))
            )
            {
                ["aws:MultiFactorAuthPresent"] = ["true"],
                ["aws:PrincipalOrgPaths"] = ["o-example/r-example/ou-exam-elsewhere/"],
                ["aws:RequestedRegion"] = [region ?? _homeRegion],
                ["aws:SecureTransport"] = ["true"],
            }
        );
        var verdict = ScpEvaluator.Evaluate(_levels, request);
        return verdict.Decision == Decision.ExplicitlyDenied
            ? Statements.First(statement => statement.Statement == verdict.DecidingStatement!.Statement)
            : null;
    }

    // A star may stand for an account, whose id must have 12 digits.
    private static string ExampleOf(string pattern) =>
        pattern == "*"
            ? pattern
            : pattern
                .Replace(":*:", ":111122223333:", StringComparison.Ordinal)
                .Replace("*", "Example", StringComparison.Ordinal)
                .Replace("?", "0", StringComparison.Ordinal);
}
