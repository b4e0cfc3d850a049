namespace BedrockDefense.Live.Verifying;

/// <summary>A role of a member account that the guardrails let change the logging. Only the member itself says whom it trusts.</summary>
/// <param name="Account">The id of the account.</param>
/// <param name="Role">The role's ARN.</param>
/// <param name="Pattern">The exemption that the role matches.</param>
/// <param name="Trust">The principals that may assume it, in words.</param>
public sealed record MemberExemptRole(string Account, string Role, string Pattern, string Trust)
{
    private const int MostOfPattern = 10;

    /// <summary>Says in sentences which roles are exempt. Where many match one exemption, it only counts them.</summary>
    internal static IEnumerable<string> Describe(IReadOnlyList<MemberExemptRole> roles) =>
        roles
            .GroupBy(role => role.Pattern)
            .SelectMany(alike =>
                alike.Count() > MostOfPattern
                    ?
                    [
                        $"Exempt in {alike.Select(role => role.Account).Distinct().Count()} member accounts, by their own word: "
                            + $"{alike.Count()} roles of the pattern {alike.Key}. --format json lists each with whom it trusts",
                    ]
                    : alike.Select(role => $"Exempt in account {role.Account}, by its own word: {role.Role} trusts {role.Trust}")
            );
}
