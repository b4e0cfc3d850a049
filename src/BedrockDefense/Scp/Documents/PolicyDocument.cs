using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Documents;

/// <summary>A policy document that was read and found valid; immutable.</summary>
/// <param name="Name">What messages and verdicts call it: a file name, a policy's name.</param>
/// <param name="Kind">What it is attached to.</param>
/// <param name="Statements">Its statements, in order; at least one.</param>
public sealed record PolicyDocument(string Name, PolicyKind Kind, IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>AWS's own policy that allows everything, attached to every root, unit and account unless somebody detached it.</summary>
    public static PolicyDocument FullAwsAccess { get; } = new("FullAWSAccess", PolicyKind.ServiceControl, [PolicyStatement.AllowAll]);

    /// <summary>Reads a document as strictly as AWS does, and refuses also what this evaluator could only guess at.</summary>
    /// <exception cref="InvalidPolicyException">With every fault, each with its line and column.</exception>
    public static PolicyDocument Parse(string json, string name, PolicyKind kind = PolicyKind.ServiceControl)
    {
        var faults = new List<Fault>();
        var document = LocatedJsonReader.Read(json, name, faults, refusesDuplicates: true) is { } root
            ? new PolicyReader(kind, faults).Read(root, name)
            : null;
        return document is null || faults.Count > 0 ? throw new InvalidPolicyException(faults) : document;
    }

    /// <summary>
    /// What this document alone decides: denied if a statement denies, else allowed if one allows, else denied for lack
    /// of one. Other policies that bear on the request are not considered.
    /// </summary>
    public Verdict Evaluate(RequestContext request)
    {
        var explanations = Explain(request);
        if (explanations.FirstOrDefault(one => one.Matched && one.Statement.Effect == PolicyEffect.Deny) is { } deny)
        {
            return new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, explanations);
        }

        if (explanations.FirstOrDefault(one => one.Matched) is { } allow)
        {
            return new Verdict(Decision.Allowed, $"allowed by {allow.Name}", allow, explanations);
        }

        return new Verdict(Decision.ImplicitlyDenied, $"no statement of {Name} allows it", null, explanations);
    }

    internal IReadOnlyList<StatementExplanation> Explain(RequestContext request, string? level = null) =>
        [.. Statements.Select(statement => new StatementExplanation(level, Name, statement, request))];
}
