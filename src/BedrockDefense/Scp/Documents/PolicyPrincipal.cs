using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Scp.Documents;

/// <summary>Whom a statement of a resource policy is about (AWS JSON policy elements: Principal).</summary>
/// <param name="Everyone">The principal is <c>*</c>: every caller, services included.</param>
/// <param name="Accounts">Accounts, by number or as <c>arn:aws:iam::NUMBER:root</c>: every principal in them.</param>
/// <param name="Arns">Single roles, users and federated users, by ARN.</param>
/// <param name="Services">Services acting as themselves, such as <c>events.amazonaws.com</c>.</param>
/// <param name="Federated">Identity providers; no <see cref="RequestContext"/> comes from one, so they match nothing here.</param>
public sealed record PolicyPrincipal(
    bool Everyone,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Arns,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Federated
)
{
    internal ElementExplanation Explain(RequestContext request)
    {
        var matched =
            Everyone
            || (request.IsService ? Services : Arns).Contains(request.Principal, StringComparer.Ordinal)
            || (request.Account is { } account && Accounts.Contains(account, StringComparer.Ordinal));
        return new ElementExplanation(
            "Principal",
            matched,
            $"{VisibleText.Quote(request.Principal)} {(matched ? "is among" : "is not among")} {Listed()}"
        );
    }

    private string Listed() =>
        Everyone ? "\"*\"" : VisibleText.Quote(new[] { Accounts, Arns, Services, Federated }.SelectMany(kind => kind));
}
