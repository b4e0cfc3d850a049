using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;

namespace BedrockDefense.Catalog;

/// <summary>
/// A guardrail: statements of service control policies (<c>policies/guardrails</c>) or of resource control policies
/// (<c>policies/resource-guardrails</c>); its id is its file's name.
/// </summary>
public sealed class Guardrail
{
    private readonly PolicyTemplate _template;

    private Guardrail(string folder, string id, OrganizationPolicyType type)
    {
        (Id, Type) = (id, type);
        _template = PolicyTemplate.Load($"{folder}/{id}.json");
    }

    /// <summary>Every guardrail for principals, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> All { get; } = Of("guardrails", OrganizationPolicyType.ServiceControl);

    /// <summary>Every guardrail for resources, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> AllOfResources { get; } = Of("resource-guardrails", OrganizationPolicyType.ResourceControl);

    /// <summary>The lower-case id, such as <c>protect-bedrock-logging</c>.</summary>
    public string Id { get; }

    /// <summary>The type of policy that its statements are for.</summary>
    public OrganizationPolicyType Type { get; }

    /// <summary>The document with its placeholders replaced, minified, and parsed to prove that it is a policy.</summary>
    /// <param name="values">At least the values of this guardrail's placeholders; the others are passed over.</param>
    /// <exception cref="InvalidInputException">A placeholder has no value, or the result is no policy.</exception>
    public string Fill(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var content = _template.FillFrom(values);
        _ = PolicyDocument.Parse(content, _template.Name, Type.Kind);
        return content;
    }

    /// <summary>Its statements, to be packed with those of other guardrails.</summary>
    /// <param name="values">As for <see cref="Fill"/>.</param>
    /// <param name="exclusion">Whom they leave alone.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Fill"/>.</exception>
    public IReadOnlyList<PackableStatement> Statements(IReadOnlyDictionary<string, IReadOnlyList<string>> values, ScpExclusion exclusion)
    {
        ArgumentNullException.ThrowIfNull(exclusion);
        return
        [
            .. JsonNode.Parse(Fill(values))!["Statement"]!
                .AsArray()
                .Select(statement =>
                {
                    exclusion.Narrow(statement!.AsObject());
                    return new PackableStatement(Id, statement["Sid"]!.GetValue<string>(), statement.ToJsonString(JsonText.Options));
                }),
        ];
    }

    private static IReadOnlyList<Guardrail> Of(string folder, OrganizationPolicyType type) =>
        [.. CatalogFiles.Ids(folder, ".json").Select(id => new Guardrail(folder, id, type))];
}
