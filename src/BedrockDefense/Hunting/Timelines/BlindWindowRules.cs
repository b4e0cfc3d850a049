using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Timelines;

/// <summary>The rules of the hunt <c>blind-window</c>, which say what blinds, what restores and what an invocation is.</summary>
internal static class BlindWindowRules
{
    private static readonly Hunt Hunt = Hunt.All.Single(hunt => hunt.Id == "blind-window");

    /// <summary>Matches a call that deletes or weakens model invocation logging.</summary>
    public static SigmaRule Blinded { get; } = Rule("logging_blinded");

    /// <summary>Matches a call that configures it completely.</summary>
    public static SigmaRule Restored { get; } = Rule("logging_restored");

    /// <summary>Matches an invocation of a model.</summary>
    public static SigmaRule Invoked { get; } = Rule("models_invoked");

    private static SigmaRule Rule(string name) => Hunt.Rules[Hunt.NumberOf(name)];
}
