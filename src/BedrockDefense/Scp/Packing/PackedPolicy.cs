using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Packing;

/// <summary>One of the policies that statements were packed into.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Number">Its number among those of the type, from 1.</param>
/// <param name="Statements">Its statements, in the order of guardrails and Sids; never empty.</param>
public sealed record PackedPolicy(OrganizationPolicyType Type, int Number, IReadOnlyList<PackableStatement> Statements)
{
    private const string Before = """{"Version":"2012-10-17","Statement":[""";
    private const string After = "]}";

    /// <summary>The characters of a policy besides its statements and the commas between them.</summary>
    internal static int Frame { get; } = Before.Length + After.Length;

    /// <summary>Its name in AWS Organizations.</summary>
    public string Name => $"{Type.NamePrefix}{Number}";

    /// <summary>The document exactly as it is submitted.</summary>
    public string Json => $"{Before}{string.Join(',', Statements.Select(statement => statement.Json))}{After}";

    /// <summary>The ids of the guardrails that have a statement in it.</summary>
    public IReadOnlyList<string> Guardrails => [.. Statements.Select(statement => statement.Guardrail).Distinct()];
}
