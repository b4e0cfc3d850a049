using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>A statement of a stack's guardrails, with the guardrail that it belongs to.</summary>
/// <param name="Guardrail">The id of the guardrail; the Sid of a statement that no guardrail of this version has.</param>
/// <param name="Kind">Whether it restricts principals or protects resources.</param>
/// <param name="Statement">The statement.</param>
internal sealed record GuardrailStatement(string Guardrail, PolicyKind Kind, PolicyStatement Statement)
{
    private static readonly Dictionary<string, string> GuardrailsBySid = Catalog
        .Guardrail.All.Concat(Catalog.Guardrail.AllOfResources)
        .SelectMany(guardrail => guardrail.Sids, (guardrail, sid) => (sid, guardrail.Id))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>What the statement protects; empty where it names what it does not protect.</summary>
    public IReadOnlyList<string> Resources => Statement.Resources;

    /// <summary>Returns all statements that a configuration asks for, by their Sids. The packing into policies does not matter.</summary>
    public static IReadOnlyDictionary<string, GuardrailStatement> AllOf(DefenseSettings settings) =>
        AllOf(GuardrailPolicies.Of(settings).Select(policy => (policy.Name, policy.Json, policy.Type.Kind)));

    /// <summary>Returns all statements of a stack by their Sids. The packing into policies does not matter.</summary>
    /// <exception cref="InvalidInputException">AWS would refuse a policy.</exception>
    public static IReadOnlyDictionary<string, GuardrailStatement> AllOf(StackDeclaration stack) =>
        AllOf(
            stack
                .OfType("aws:organizations/policy:Policy")
                .Select(policy => (policy.Name, policy.Text("content")!, OrganizationPolicyType.KindOf(policy.Text("type"))))
        );

    private static Dictionary<string, GuardrailStatement> AllOf(IEnumerable<(string Name, string Json, PolicyKind Kind)> policies) =>
        policies
            .SelectMany(policy =>
                PolicyReader
                    .Parse(policy.Json, policy.Name, policy.Kind)
                    .Statements.Select(statement => new GuardrailStatement(
                        GuardrailsBySid.GetValueOrDefault(statement.Sid ?? "", statement.Sid ?? policy.Name),
                        policy.Kind,
                        statement
                    ))
            )
            .GroupBy(statement => statement.Statement.Sid ?? statement.Guardrail, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
