using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Catalog;

/// <summary>
/// A guardrail: statements of a service control policy (<c>policies/guardrails</c>) or of a resource control policy
/// (<c>policies/resource-guardrails</c>). Its id is the name of its file.
/// </summary>
public sealed class Guardrail
{
    private readonly PolicyTemplate _template;

    private Guardrail(string folder, string id, OrganizationPolicyType type)
    {
        (Id, Type) = (id, type);
        var path = $"{folder}/{id}.json";
        _template = PolicyTemplate.Load(path);
        Sids =
        [
            .. JsonNode.Parse(CatalogFiles.Find(path)!)!["Statement"]!.AsArray().Select(statement => statement!["Sid"]!.GetValue<string>()),
        ];
    }

    /// <summary>Every guardrail for principals, in the order of the ids.</summary>
    public static IReadOnlyList<Guardrail> All { get; } = Of("guardrails", OrganizationPolicyType.ServiceControl);

    /// <summary>Every guardrail for resources, in the order of the ids.</summary>
    public static IReadOnlyList<Guardrail> AllOfResources { get; } = Of("resource-guardrails", OrganizationPolicyType.ResourceControl);

    /// <summary>The lower-case id, such as <c>protect-bedrock-logging</c>.</summary>
    public string Id { get; }

    /// <summary>The ids of the statements. No other guardrail has them.</summary>
    public IReadOnlyList<string> Sids { get; }

    /// <summary>The type of policy that the statements belong to.</summary>
    public OrganizationPolicyType Type { get; }

    /// <summary>Returns the minified document with its placeholders replaced, after checking that it is a valid policy.</summary>
    /// <param name="values">At least the values of the placeholders of this guardrail. Other values are ignored.</param>
    /// <exception cref="InvalidInputException">A placeholder has no value, or the result is not a valid policy.</exception>
    public string Fill(PlaceholderValues values)
    {
        var content = _template.FillFrom(values);
        _ = PolicyReader.Parse(content, _template.Name, Type.Kind);
        return content;
    }

    /// <summary>Returns the statements of the guardrail, which can be packed together with those of other guardrails.</summary>
    /// <param name="values">The values of the placeholders, as for <see cref="Fill"/>.</param>
    /// <param name="exclusion">The principals that the statements do not apply to.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Fill"/>.</exception>
    public IReadOnlyList<PackableStatement> Statements(PlaceholderValues values, ScpExclusion exclusion)
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
