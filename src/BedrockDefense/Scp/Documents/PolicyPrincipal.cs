namespace BedrockDefense.Scp.Documents;

/// <summary>The principals to which a statement of a resource policy applies (AWS JSON policy elements: Principal).</summary>
/// <param name="IsEveryone">Whether the principal is <c>*</c>, which means every caller, services included.</param>
/// <param name="Accounts">
/// Accounts, written as a number or as <c>arn:aws:iam::NUMBER:root</c>. Each stands for every principal in it.
/// </param>
/// <param name="Arns">Single roles, users and federated users, by ARN.</param>
/// <param name="Services">Services that act as themselves, such as <c>events.amazonaws.com</c>.</param>
/// <param name="IdentityProviders">Identity providers. No request that is judged here comes from one, so they match nothing.</param>
public sealed record PolicyPrincipal(
    bool IsEveryone,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Arns,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> IdentityProviders
);
