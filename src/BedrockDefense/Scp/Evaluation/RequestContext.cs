using System.Text.RegularExpressions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// A call to judge: the caller, the action, the resource and the condition keys. The case of key names does not matter. Keys
/// that follow from the principal or from another key are derived (<see cref="ImpliedKeys"/>). All other keys must be given;
/// a key that is not given is absent.
/// </summary>
public sealed partial class RequestContext
{
    private readonly Dictionary<string, IReadOnlyList<string>> _keys;

    private RequestContext(string principal, string action, string resource, Dictionary<string, IReadOnlyList<string>> keys) =>
        (Principal, Action, Resource, _keys) = (principal, action, resource, keys);

    /// <summary>The principal of a caller without credentials; <c>aws:PrincipalAccount</c> has the same value.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>
    /// The caller: the ARN of a role, a user, a root user or a federated user, a service such as <c>events.amazonaws.com</c>,
    /// or <see cref="Anonymous"/>.
    /// </summary>
    public string Principal { get; }

    /// <summary>Whether the caller is an AWS service acting as itself.</summary>
    public bool IsService => ServicePrincipal.IsValid(Principal);

    /// <summary>Whether the caller has no credentials.</summary>
    public bool IsAnonymous => Principal == Anonymous;

    /// <summary>The caller's account; null for a service and for a caller without credentials.</summary>
    public string? Account => IsService || IsAnonymous ? null : Principal.Split(':')[4];

    /// <summary>The action, such as <c>bedrock:DeleteModelInvocationLoggingConfiguration</c>.</summary>
    public string Action { get; }

    /// <summary>
    /// The resource's ARN, or <c>*</c> for an action that has no resource types, such as Bedrock's logging actions.
    /// </summary>
    public string Resource { get; }

    /// <summary>Describes a call.</summary>
    /// <param name="principal">
    /// See <see cref="Principal"/>. For a role, give its own ARN with its path, not the ARN of a session.
    /// </param>
    /// <param name="action">One action, without wildcards.</param>
    /// <param name="resource">See <see cref="Resource"/>.</param>
    /// <param name="keys">
    /// Condition keys with their values. An empty list, or one empty value alone, is a null data set, which counts as absent
    /// (IAM User Guide, "Set operators for multivalued context keys" and "Condition operator to check existence of condition
    /// keys").
    /// </param>
    /// <param name="principalArnAbsent">
    /// Whether to leave <c>aws:PrincipalArn</c> out, as in a call that no IAM principal signed.
    /// </param>
    /// <exception cref="InvalidRequestException">A part of the call has no valid form. All faults are listed.</exception>
    public static RequestContext Create(
        string principal,
        string action,
        string resource = "*",
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>? keys = null,
        bool principalArnAbsent = false
    )
    {
        var faults = new List<Fault>();
        CheckPrincipal(principal, faults);
        if (!ActionName().IsMatch(action))
        {
            faults.Add(
                new Fault(
                    $"the action {VisibleText.Quote(action)} is not of the form service:Name, such as "
                        + "bedrock:DeleteModelInvocationLoggingConfiguration"
                )
            );
        }

        if (resource != "*" && !FullArn().IsMatch(resource))
        {
            faults.Add(
                new Fault(
                    $"the resource {VisibleText.Quote(resource)} is neither an ARN (arn:partition:service:region:account:resource) nor *"
                )
            );
        }

        var held = Hold(keys ?? [], faults);
        if (principalArnAbsent && held.ContainsKey(ConditionKey.PrincipalArn))
        {
            faults.Add(new Fault($"{ConditionKey.PrincipalArn} is both given and said to be absent"));
        }

        if (faults.Count == 0)
        {
            Imply(held, principal, principalArnAbsent, faults);
        }

        return faults.Count > 0 ? throw new InvalidRequestException(faults) : new RequestContext(principal, action, resource, held);
    }

    /// <summary>Returns the values of a condition key, at least one; null when the key is absent.</summary>
    public IReadOnlyList<string>? Find(string key) => _keys.GetValueOrDefault(key) is { Count: > 0 } values ? values : null;

    /// <summary>Whether a condition key was given with a null data set.</summary>
    internal bool IsNull(string key) => _keys.GetValueOrDefault(key) is { Count: 0 };

    private static Dictionary<string, IReadOnlyList<string>> Hold(
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> keys,
        List<Fault> faults
    )
    {
        var held = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in keys)
        {
            if (!ConditionKey.IsValid(name))
            {
                faults.Add(new Fault(ConditionKey.Describe(name)));
            }
            else if (values.Count > 1 && values.Contains(""))
            {
                faults.Add(
                    new Fault(
                        $"the condition key {VisibleText.Quote(name)} is given both empty and with a value; an empty value "
                            + "is a null data set, and stands alone"
                    )
                );
            }
            else if (!held.TryAdd(name, values is [""] ? [] : [.. values]))
            {
                faults.Add(
                    new Fault(
                        $"the condition key {VisibleText.Quote(name)} is given twice; names ignore case, and several values "
                            + "belong in one list"
                    )
                );
            }
        }

        return held;
    }

    private static void Imply(Dictionary<string, IReadOnlyList<string>> held, string principal, bool principalArnAbsent, List<Fault> faults)
    {
        var implied = ImpliedKeys
            .OfPrincipal(principal)
            .Concat(ImpliedKeys.OfKeys(key => held.GetValueOrDefault(key) is { Count: > 0 } values ? values : null))
            .Where(key => !principalArnAbsent || key.Name != ConditionKey.PrincipalArn);
        foreach (var key in implied)
        {
            IReadOnlyList<string> value = key.Value is null ? [] : [key.Value];
            // Only Booleans may differ in case.
            var comparer = key.Value is "true" or "false" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
            if (held.TryGetValue(key.Name, out var given) && !given.SequenceEqual(value, comparer))
            {
                faults.Add(
                    new Fault(
                        $"the condition key {key.Name} is given as {(given.Count == 0 ? "empty" : VisibleText.Quote(given))}, but "
                            + (
                                key.Value is null
                                    ? $"{key.Origin} has none"
                                    : $"it follows from {key.Origin} that it is {VisibleText.Quote(key.Value)}"
                            )
                            + "; leave it out"
                    )
                );
            }

            if (key.Value is null)
            {
                held.Remove(key.Name);
            }
            else
            {
                held[key.Name] = value;
            }
        }

        _ = held.TryAdd(ImpliedKeys.DirectCall.Name, [ImpliedKeys.DirectCall.Value!]);
    }

    private static void CheckPrincipal(string principal, List<Fault> faults)
    {
        if (SessionArn().Match(principal) is { Success: true } session)
        {
            faults.Add(
                new Fault(
                    $"the principal {VisibleText.Quote(principal)} is a role's session; aws:PrincipalArn is the ARN of the "
                        + "role itself, with its path: "
                        + $"give arn:{session.Groups["partition"]}:iam::{session.Groups["account"]}:role/PATH/"
                        + $"{VisibleText.Of(session.Groups["role"].Value)} "
                        + "(a single sign-on role's path is aws-reserved/sso.amazonaws.com/REGION)"
                )
            );
        }
        else if (!PrincipalArn().IsMatch(principal) && !ServicePrincipal.IsValid(principal) && principal != Anonymous)
        {
            faults.Add(
                new Fault(
                    $"the principal {VisibleText.Quote(principal)} is neither the ARN of a role, a user or a root user, such as "
                        + "arn:aws:iam::111122223333:role/DataScientist, nor a service, such as events.amazonaws.com, nor anonymous"
                )
            );
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]+:[A-Za-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ActionName();

    [GeneratedRegex(@"^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:.+\z", RegexOptions.CultureInvariant)]
    private static partial Regex FullArn();

    // Names and paths consist of visible ASCII characters. Wildcards are excluded, because a pattern is not a principal.
    [GeneratedRegex(
        @"^arn:[a-z-]+:(?:iam::[0-9]{12}:(?:root|(?:role|user)/[!-)+->@-~]+)|sts::[0-9]{12}:federated-user/[!-)+->@-~]+)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PrincipalArn();

    [GeneratedRegex(
        @"^arn:(?<partition>[a-z-]+):sts::(?<account>[0-9]{12}):assumed-role/(?<role>[^/]+)(?:/.*)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SessionArn();
}
