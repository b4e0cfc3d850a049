namespace BedrockDefense.Catalog;

/// <summary>A technique, or part of one, of MITRE ATT&amp;CK for enterprises: how somebody reaches what they want.</summary>
/// <param name="Id">The id, such as <c>T1685.002</c>.</param>
/// <param name="Name">The name; null when <c>policies/attack.json</c> has no such technique.</param>
/// <param name="Tactics">The tactics that the technique serves, in the order of the matrix; empty when they are not known.</param>
public sealed record AttackTechnique(string Id, string? Name, IReadOnlyList<AttackTactic> Tactics);
