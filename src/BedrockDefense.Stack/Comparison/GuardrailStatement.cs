using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Stack.Comparison;

/// <summary>A statement of the guardrails of a configuration, with the guardrail that it belongs to.</summary>
/// <param name="Guardrail">The id of the guardrail.</param>
/// <param name="Kind">Whether it restricts principals or protects resources.</param>
/// <param name="Statement">The statement.</param>
internal sealed record GuardrailStatement(string Guardrail, PolicyKind Kind, PolicyStatement Statement)
{
    /// <summary>What the statement protects; empty where it names what it does not protect.</summary>
    public IReadOnlyList<string> Resources => Statement.Resources;

    /// <summary>Returns all statements of a configuration by guardrail and Sid. The packing into policies does not matter.</summary>
    public static IReadOnlyDictionary<string, GuardrailStatement> AllOf(DefenseSettings settings) =>
        GuardrailPolicies
            .Of(settings)
            .SelectMany(policy =>
            {
                var kind = policy.Type == OrganizationPolicyType.ResourceControl ? PolicyKind.ResourceControl : PolicyKind.ServiceControl;
                return policy.Statements.Zip(
                    PolicyReader.Parse(policy.Json, policy.Name, kind).Statements,
                    (packed, read) => new GuardrailStatement(packed.Guardrail, kind, read)
                );
            })
            .GroupBy(statement => $"{statement.Guardrail} {statement.Statement.Sid}", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
