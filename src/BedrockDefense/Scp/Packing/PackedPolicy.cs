using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Packing;

/// <summary>A policy that the packer filled with statements.</summary>
/// <param name="Type">The type of the policy.</param>
/// <param name="Number">The policy's number among those of its type, from 1.</param>
/// <param name="Statements">The statements, in the order of guardrails and Sids; at least one.</param>
public sealed record PackedPolicy(OrganizationPolicyType Type, int Number, IReadOnlyList<PackableStatement> Statements)
{
    private const string Opening = """{"Version":"2012-10-17","Statement":[""";
    private const string Closing = "]}";

    /// <summary>The number of characters of a policy without its statements and the commas between them.</summary>
    internal static int FrameCharacters { get; } = Opening.Length + Closing.Length;

    /// <summary>The policy's name in AWS Organizations.</summary>
    public string Name => $"{Type.NamePrefix}{Number}";

    /// <summary>The document exactly as it is submitted to AWS.</summary>
    public string Json => $"{Opening}{string.Join(',', Statements.Select(statement => statement.Json))}{Closing}";

    /// <summary>The ids of the guardrails that have a statement in the policy.</summary>
    public IReadOnlyList<string> Guardrails => [.. Statements.Select(statement => statement.Guardrail).Distinct()];
}
