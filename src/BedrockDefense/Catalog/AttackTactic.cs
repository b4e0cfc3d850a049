namespace BedrockDefense.Catalog;

/// <summary>A tactic of MITRE ATT&amp;CK for enterprises or of ATLAS: what somebody wants to reach.</summary>
/// <param name="Id">The id, such as <c>TA0112</c>.</param>
/// <param name="Name">The name, such as <c>Defense Impairment</c>.</param>
public sealed record AttackTactic(string Id, string Name)
{
    /// <summary>The name as the Navigator and tags of Sigma write it, such as <c>defense-impairment</c>.</summary>
    public string ShortName => Name.ToLowerInvariant().Replace(' ', '-');
}
