using System.Text.Json;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>Reads the top level of a document and collects every fault (IAM: Grammar of the IAM JSON policy language).</summary>
internal sealed class DocumentReader(PolicyKind kind, ICollection<Fault> faults)
{
    private const string CurrentVersion = "2012-10-17";
    private const string FirstVersion = "2008-10-17";

    private bool IsOfOrganization => kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl;

    /// <summary>
    /// Reads the document. Returns null only when there is nothing to read. Discard the result when faults were added.
    /// </summary>
    public PolicyDocument? Read(LocatedJson root, string name)
    {
        if (root.Kind != JsonValueKind.Object)
        {
            faults.Add(new Fault($"a policy document is an object, not {root.Describe()}", root.At));
            return null;
        }

        var elements = new PolicyElements(root, "policy", ["Version", "Id", "Statement"], faults);
        _ = elements.ReadText("Id");
        var variables = ReadVersion(elements) == CurrentVersion;
        var statements = new List<PolicyStatement>();
        var sids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, index) in FindStatements(elements).Select((value, index) => (value, index)))
        {
            if (new StatementReader(kind, variables, faults).Read(value, index) is not { } statement)
            {
                continue;
            }

            if (statement.Sid is { Length: > 0 } sid && !sids.Add(sid))
            {
                faults.Add(
                    new Fault($"the Sid {VisibleText.Quote(sid)} is given to two statements; within a policy it must be unique", value.At)
                );
            }

            statements.Add(statement);
        }

        return new PolicyDocument(name, kind, statements);
    }

    private string? ReadVersion(PolicyElements elements)
    {
        var version = elements.ReadText("Version");
        if (version is null && IsOfOrganization && !elements.Has("Version"))
        {
            faults.Add(
                new Fault(
                    $"the policy has no Version; a {(kind == PolicyKind.ServiceControl ? "service" : "resource")} control "
                        + $"policy needs \"Version\": \"{CurrentVersion}\"",
                    elements.At
                )
            );
        }
        else if (version is not (null or CurrentVersion) && (version != FirstVersion || IsOfOrganization))
        {
            faults.Add(
                new Fault(
                    $"{VisibleText.Quote(version, VisibleText.Excerpt)} is not a Version of the policy language; write \""
                        + $"{CurrentVersion}\"",
                    elements.Find("Version")!.At
                )
            );
        }

        return version;
    }

    private IEnumerable<LocatedJson> FindStatements(PolicyElements elements)
    {
        var given = elements.Find("Statement");
        if (given is null)
        {
            faults.Add(new Fault("the policy has no Statement", elements.At));
        }
        else if (given is { Kind: JsonValueKind.Array, Items: [] })
        {
            faults.Add(new Fault("the list Statement is empty; a policy needs one statement at least", given.At));
        }

        var values = given switch
        {
            null => [],
            { Kind: JsonValueKind.Array } => given.Items,
            _ => [given],
        };
        foreach (var value in values)
        {
            if (value.Kind == JsonValueKind.Object)
            {
                yield return value;
            }
            else
            {
                faults.Add(new Fault($"a statement is an object, not {value.Describe()}", value.At));
            }
        }
    }
}
