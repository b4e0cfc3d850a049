using BedrockDefense.Hunting.Baselines;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Says in words how far something is new.</summary>
internal static class NoveltyText
{
    /// <summary>Returns the largest of the principal, the account and the organization to which it is new.</summary>
    public static string NewTo(Novelty novelty) =>
        novelty.Before switch
        {
            { Organization: 0 } => "organization",
            { Account: 0 } => "account",
            _ => "principal",
        };
}
