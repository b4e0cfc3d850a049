using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Scp.Documents;

/// <summary>A statement of a policy; of each pair <c>Action</c>/<c>NotAction</c> and <c>Resource</c>/<c>NotResource</c> it has one.</summary>
public sealed class PolicyStatement
{
    private readonly IReadOnlyList<ActionPattern> _actions;
    private readonly bool _isNotAction;
    private readonly IReadOnlyList<ResourcePattern> _resources;
    private readonly bool _isNotResource;

    internal PolicyStatement(
        int index,
        string? sid,
        PolicyEffect effect,
        PolicyPrincipal? principal,
        (IReadOnlyList<ActionPattern> Patterns, bool IsNot) actions,
        (IReadOnlyList<ResourcePattern> Patterns, bool IsNot) resources,
        IReadOnlyList<PolicyCondition> conditions
    )
    {
        (Index, Sid, Effect, Principal, Conditions) = (index, sid, effect, principal, conditions);
        (_actions, _isNotAction) = actions;
        (_resources, _isNotResource) = resources;
    }

    internal static PolicyStatement AllowAll { get; } =
        new(0, null, PolicyEffect.Allow, null, ([ActionPattern.Any], false), ([ResourcePattern.Any], false), []);

    /// <summary>The position in the policy, from 0.</summary>
    public int Index { get; }

    /// <summary>The statement's id; null when it has none.</summary>
    public string? Sid { get; }

    /// <summary>Whether it allows or denies.</summary>
    public PolicyEffect Effect { get; }

    /// <summary>Whom a resource policy's statement is about; null in other policies.</summary>
    public PolicyPrincipal? Principal { get; }

    /// <summary>The entries of <c>Action</c>; empty when the statement has <c>NotAction</c>.</summary>
    public IReadOnlyList<string> Actions => _isNotAction ? [] : [.. _actions.Select(action => action.Source)];

    /// <summary>The entries of <c>NotAction</c>; empty when the statement has <c>Action</c>.</summary>
    public IReadOnlyList<string> NotActions => _isNotAction ? [.. _actions.Select(action => action.Source)] : [];

    /// <summary>The entries of <c>Resource</c>; empty when the statement has <c>NotResource</c>, or (in a resource policy) neither.</summary>
    public IReadOnlyList<string> Resources => _isNotResource ? [] : [.. _resources.Select(resource => resource.Source)];

    /// <summary>The entries of <c>NotResource</c>; empty when the statement has <c>Resource</c>.</summary>
    public IReadOnlyList<string> NotResources => _isNotResource ? [.. _resources.Select(resource => resource.Source)] : [];

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; }

    /// <summary>Says of each element whether the request satisfies it.</summary>
    public IReadOnlyList<ElementExplanation> Explain(RequestContext request)
    {
        var elements = new List<ElementExplanation>();
        if (Principal is not null)
        {
            elements.Add(Principal.Explain(request));
        }

        var action = _actions.FirstOrDefault(pattern => pattern.Matches(request))?.Source;
        elements.Add(Element("Action", _isNotAction, request.Action, action, _actions.Select(pattern => pattern.Source)));
        if (_resources.Count > 0)
        {
            var resource = _resources.FirstOrDefault(pattern => pattern.Matches(request))?.Source;
            elements.Add(Element("Resource", _isNotResource, request.Resource, resource, _resources.Select(pattern => pattern.Source)));
        }

        elements.AddRange(Conditions.Select(condition => condition.Explain(request)));
        return elements;
    }

    /// <summary>Whether the request satisfies every element: the same answer as <see cref="Explain"/>, without its words.</summary>
    internal bool Matches(RequestContext request) =>
        (Principal is null || Principal.Explain(request).Matched)
        && _actions.Any(pattern => pattern.Matches(request)) != _isNotAction
        && (_resources.Count == 0 || _resources.Any(pattern => pattern.Matches(request)) != _isNotResource)
        && Conditions.All(condition => condition.Explain(request).Matched);

    private static ElementExplanation Element(string name, bool isNot, string actual, string? match, IEnumerable<string> patterns) =>
        new(
            isNot ? "Not" + name : name,
            (match is null) == isNot,
            match is null
                ? $"{VisibleText.Quote(actual)} matches none of {VisibleText.Quote(patterns)}"
                : $"{VisibleText.Quote(actual)} matches {VisibleText.Quote(match)}"
        );
}
