using System.Text.Json;
using BedrockDefense.Scp;

namespace BedrockDefense.Catalog;

/// <summary>A service control policy of <c>policies/guardrails</c>; its id is its file's name.</summary>
public sealed class Guardrail
{
    private readonly PolicyTemplate _template;

    private Guardrail(string id)
    {
        Id = id;
        var path = $"guardrails/{id}.json";
        _template = PolicyTemplate.Load(path);
        Description = Describe(CatalogFiles.Find(path)!);
    }

    /// <summary>Every guardrail, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> All { get; } = [.. CatalogFiles.Ids("guardrails", ".json").Select(id => new Guardrail(id))];

    /// <summary>The lower-case id, such as <c>protect-bedrock-logging</c>.</summary>
    public string Id { get; }

    /// <summary>What the statements' Sids say, as sentences, for people who meet the policy in the console.</summary>
    public string Description { get; }

    /// <summary>The policy as it is submitted to AWS: placeholders replaced, minified, and parsed to prove that it is one.</summary>
    /// <param name="values">At least the values of this guardrail's placeholders; the others are passed over.</param>
    /// <param name="characterLimit">The most characters the organization accepts in one policy.</param>
    /// <exception cref="InvalidInputException">A placeholder has no value, or the policy exceeds the limit.</exception>
    public string Fill(IReadOnlyDictionary<string, IReadOnlyList<string>> values, int characterLimit)
    {
        var own = new PolicyTemplateValues();
        foreach (var placeholder in _template.Placeholders)
        {
            if (values.TryGetValue(placeholder, out var value))
            {
                own.Add(placeholder, value);
            }
        }

        var content = _template.Fill(own);
        _ = PolicyDocument.Parse(content, _template.Name);
        var faults = new ScpLimits(Characters: characterLimit).FindFaults(Id, content, Description);
        return faults.Count == 0 ? content : throw new InvalidInputException(faults);
    }

    private static string Describe(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join(' ', document.RootElement.GetProperty("Statement").EnumerateArray()
            .Select(statement => SidText.Sentence(statement.GetProperty("Sid").GetString()!)));
    }
}
