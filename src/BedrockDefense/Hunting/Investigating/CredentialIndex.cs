using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The rules by which both readings of an investigation choose events.</summary>
internal static class CredentialIndex
{
    /// <summary>The number of the rule that matches the events to start from.</summary>
    public const int StartRule = 0;

    private const int IssuingRule = 1;

    /// <summary>Returns whether a rule only says that the file must be read again for the story.</summary>
    public static bool IsOfStory(int rule) => rule > IssuingRule;

    /// <summary>Returns the rules.</summary>
    public static RuleIndex Of(InvestigationStart start) =>
        new(
            [start.Rule, CredentialRules.Issuing, BlindWindowRules.Blinded, BlindWindowRules.Restored],
            [.. CredentialFields.All.Select(field => new FieldPath(field))]
        );
}
