namespace BedrockDefense.Catalog;

/// <summary>A technique, or part of one, of MITRE ATT&amp;CK for enterprises or of ATLAS: how somebody reaches what they want.</summary>
/// <param name="Id">The id, such as <c>T1685.002</c> or <c>AML.T0091.000</c>.</param>
/// <param name="Name">The name; null when the documents in <c>policies/</c> have no such technique.</param>
/// <param name="Tactics">The tactics that the technique serves, in the order of the matrix; empty when they are not known.</param>
public sealed record AttackTechnique(string Id, string? Name, IReadOnlyList<AttackTactic> Tactics)
{
    // A dot and the number of the part.
    private const int PartLength = 4;

    /// <summary>The id of the technique that this is a part of; null for a whole technique.</summary>
    public string? ParentId => Id.Length > PartLength && Id[^PartLength] == '.' ? Id[..^PartLength] : null;
}
