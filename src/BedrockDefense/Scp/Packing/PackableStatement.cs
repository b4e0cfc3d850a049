using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Packing;

/// <summary>A statement to be packed.</summary>
/// <param name="Guardrail">The id of the guardrail it comes from.</param>
/// <param name="Sid">The statement's id, unique among all statements that are packed together.</param>
/// <param name="Json">The statement as it will be submitted, minified.</param>
public sealed record PackableStatement(string Guardrail, string Sid, string Json)
{
    /// <summary>The characters that count against the limit of a policy.</summary>
    public int Characters { get; } = PolicyDocumentSize.Count(Json);
}
