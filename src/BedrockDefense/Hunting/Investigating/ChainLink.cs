namespace BedrockDefense.Hunting.Investigating;

/// <summary>A link of the chain that leads from a credential back to whoever obtained it, or on to what was issued with it.</summary>
/// <param name="Trace">The access key that is traced.</param>
/// <param name="Kind">What the link says.</param>
/// <param name="Step">The number of credentials between this link and the traced one.</param>
/// <param name="Key">The access key that the link is about; null when it is about a sign-in without one.</param>
/// <param name="Event">The event; null when the archive does not hold one.</param>
/// <param name="Note">What must be known to judge the link; empty when the event says it all.</param>
public sealed record ChainLink(string Trace, ChainLinkKind Kind, int Step, string? Key, CredentialEvent? Event, string Note)
    : InvestigationLine;
