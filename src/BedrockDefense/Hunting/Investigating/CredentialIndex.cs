using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The rules by which both readings of an investigation choose events.</summary>
internal static class CredentialIndex
{
    /// <summary>The number of the rule that matches the events to start from.</summary>
    public const int StartRule = 0;

    /// <summary>Returns the rules.</summary>
    public static RuleIndex Of(InvestigationStart start) =>
        new([start.Rule, CredentialRules.Issuing], [.. CredentialFields.All.Select(field => new FieldPath(field))]);
}
