using System.Text.RegularExpressions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>Reads one statement and collects every fault.</summary>
internal sealed partial class StatementReader(PolicyKind kind, bool variables, ICollection<Fault> faults)
{
    private bool NamesPrincipals => kind is PolicyKind.Resource or PolicyKind.ResourceControl;

    private static readonly string[] Elements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>Reads the statement. Returns null only when it has no effect, which is a fault.</summary>
    public PolicyStatement? Read(LocatedJson statement, int index)
    {
        // Principal and NotPrincipal are known here, because their own faults say more than "unknown element".
        var elements = new PolicyElements(statement, "statement", [.. Elements, "Principal", "NotPrincipal"], faults);
        var sid = ReadSid(elements);
        var effect = ReadEffect(elements);
        var principal = ReadPrincipal(elements);
        var actions = ReadEither(elements, "Action", required: true, text => (ActionPattern.TryParse(text, out var fault), fault));
        var resources = ReadEither(
            elements,
            "Resource",
            kind != PolicyKind.Resource,
            text => (ResourcePattern.TryParse(text, kind, variables, out var fault), fault)
        );
        var conditions = new ConditionReader(variables, faults).Read(elements.Find("Condition"));
        if (kind == PolicyKind.ResourceControl)
        {
            RequireResourceControl(elements, effect);
        }

        return effect is null ? null : new PolicyStatement(index, sid, effect.Value, principal, actions, resources, conditions);
    }

    // Checks the rules for statements of resource control policies (AWS Organizations User Guide, "RCP syntax").
    private void RequireResourceControl(PolicyElements elements, PolicyEffect? effect)
    {
        if (effect == PolicyEffect.Allow)
        {
            faults.Add(new Fault("a resource control policy only denies; its Effect is \"Deny\"", elements.Find("Effect")!.At));
        }

        if (elements.Find("NotAction") is { } notAction)
        {
            faults.Add(new Fault("a resource control policy takes no NotAction; list the actions", notAction.At));
        }

        if (elements.Find("Principal") is { Text: not "*" } principal)
        {
            faults.Add(new Fault("the Principal of a resource control policy is \"*\"; say in a Condition whom it is about", principal.At));
        }
    }

    private string? ReadSid(PolicyElements elements)
    {
        var sid = elements.ReadText("Sid");
        if (sid is not null && kind != PolicyKind.Resource && !PlainSid().IsMatch(sid))
        {
            faults.Add(new Fault($"the Sid {VisibleText.Quote(sid)} may hold only letters and digits", elements.Find("Sid")!.At));
        }

        return sid;
    }

    private PolicyEffect? ReadEffect(PolicyElements elements)
    {
        var effect = elements.ReadText("Effect");
        if (effect is nameof(PolicyEffect.Allow) or nameof(PolicyEffect.Deny))
        {
            return effect == nameof(PolicyEffect.Allow) ? PolicyEffect.Allow : PolicyEffect.Deny;
        }

        if (!elements.Has("Effect"))
        {
            faults.Add(new Fault("the statement has no Effect; write \"Allow\" or \"Deny\"", elements.At));
        }
        else if (effect is not null)
        {
            faults.Add(new Fault($"the Effect {VisibleText.Quote(effect)} is neither \"Allow\" nor \"Deny\"", elements.Find("Effect")!.At));
        }

        return null;
    }

    private PolicyPrincipal? ReadPrincipal(PolicyElements elements)
    {
        var principal = elements.Find("Principal");
        if (elements.Find("NotPrincipal") is { } not)
        {
            faults.Add(
                new Fault(
                    "NotPrincipal is not evaluated here: it denies also sessions of the principals it names; "
                        + "name everyone and except them with ArnNotLike aws:PrincipalArn",
                    not.At
                )
            );
        }
        else if (!NamesPrincipals && principal is not null)
        {
            faults.Add(
                new Fault(
                    "a statement has a Principal only in a resource policy; here it is decided by what the policy is attached to",
                    principal.At
                )
            );
        }
        else if (NamesPrincipals && principal is null)
        {
            faults.Add(
                new Fault(
                    $"the statement has no Principal, which a resource {(kind == PolicyKind.Resource ? "" : "control ")}policy needs",
                    elements.At
                )
            );
        }

        return NamesPrincipals && principal is not null ? new PrincipalReader(faults).Read(principal) : null;
    }

    private (IReadOnlyList<T> Patterns, bool IsNot) ReadEither<T>(
        PolicyElements elements,
        string name,
        bool required,
        Func<string, (T? Pattern, string Fault)> parse
    )
        where T : class
    {
        var (plain, not) = (elements.Find(name), elements.Find("Not" + name));
        if (plain is not null && not is not null)
        {
            faults.Add(new Fault($"the statement has both {name} and Not{name}; it takes one of them", not.At));
        }

        if (plain is null && not is null && required)
        {
            faults.Add(new Fault($"the statement has neither {name} nor Not{name}", elements.At));
        }

        var patterns = new List<T>();
        if ((plain ?? not) is { } given)
        {
            foreach (var (text, at) in PolicyElements.ReadTexts(plain is null ? "Not" + name : name, given, faults))
            {
                var (pattern, fault) = parse(text);
                if (pattern is null)
                {
                    faults.Add(new Fault(fault, at));
                }
                else
                {
                    patterns.Add(pattern);
                }
            }
        }

        return (patterns, plain is null && not is not null);
    }

    [GeneratedRegex(@"^[A-Za-z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainSid();
}
