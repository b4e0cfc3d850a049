using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>Judges whether a request satisfies a statement, and explains why.</summary>
internal sealed class StatementJudge(PolicyStatement statement, RequestContext request)
{
    /// <summary>
    /// Whether the request satisfies every element. The answer is that of <see cref="Explain"/>, without the words.
    /// </summary>
    public bool Matches() =>
        (statement.Principal is not { } principal || IsAmong(principal))
        && (FindAction() is null) == statement.IsNotAction
        && (statement.ResourcePatterns.Count == 0 || (FindResource() is null) == statement.IsNotResource)
        && statement.Conditions.All(condition => new ConditionJudge(condition, request).Explain().IsMatch);

    /// <summary>Explains for each element whether the request satisfies it.</summary>
    public IReadOnlyList<ElementExplanation> Explain()
    {
        var elements = new List<ElementExplanation>();
        if (statement.Principal is { } principal)
        {
            var matched = IsAmong(principal);
            var why = $"{VisibleText.Quote(request.Principal)} {(matched ? "is among" : "is not among")} {Describe(principal)}";
            elements.Add(new ElementExplanation("Principal", matched, why));
        }

        var actions = statement.ActionPatterns.Select(pattern => pattern.Source);
        elements.Add(ExplainElement("Action", statement.IsNotAction, request.Action, FindAction()?.Source, actions));
        if (statement.ResourcePatterns.Count > 0)
        {
            var resources = statement.ResourcePatterns.Select(pattern => pattern.Source);
            elements.Add(ExplainElement("Resource", statement.IsNotResource, request.Resource, FindResource()?.Source, resources));
        }

        elements.AddRange(statement.Conditions.Select(condition => new ConditionJudge(condition, request).Explain()));
        return elements;
    }

    private ActionPattern? FindAction() => statement.ActionPatterns.FirstOrDefault(pattern => pattern.Matches(request.Action));

    private ResourcePattern? FindResource() =>
        statement.ResourcePatterns.FirstOrDefault(pattern => pattern.Matches(request.Resource, request.Find));

    private bool IsAmong(PolicyPrincipal principal) =>
        principal.IsEveryone
        || (request.IsService ? principal.Services : principal.Arns).Contains(request.Principal, StringComparer.Ordinal)
        || (request.Account is { } account && principal.Accounts.Contains(account, StringComparer.Ordinal));

    private static string Describe(PolicyPrincipal principal) =>
        principal.IsEveryone
            ? "\"*\""
            : VisibleText.Quote(
                new[] { principal.Accounts, principal.Arns, principal.Services, principal.IdentityProviders }.SelectMany(kind => kind)
            );

    private static ElementExplanation ExplainElement(string name, bool isNot, string actual, string? match, IEnumerable<string> patterns) =>
        new(
            isNot ? "Not" + name : name,
            (match is null) == isNot,
            match is null
                ? $"{VisibleText.Quote(actual)} matches none of {VisibleText.Quote(patterns)}"
                : $"{VisibleText.Quote(actual)} matches {VisibleText.Quote(match)}"
        );
}
