namespace BedrockDefense.Live.Verifying;

/// <summary>The member accounts that were entered.</summary>
/// <param name="Entered">How many were entered.</param>
/// <param name="Accounts">How many were to be entered.</param>
/// <param name="Resources">How many resources there were compared, by the members' own word.</param>
/// <param name="ExemptRoles">The roles there that the guardrails let change the logging, by the members' own word.</param>
/// <param name="UndeclaredLogging">
/// Whether invocations are logged where the settings want nothing in particular, by the members' own word and in the management account.
/// </param>
public sealed record MembersReport(
    int Entered,
    int Accounts,
    long Resources,
    IReadOnlyList<MemberExemptRole> ExemptRoles,
    IReadOnlyList<UndeclaredLogging> UndeclaredLogging
);
