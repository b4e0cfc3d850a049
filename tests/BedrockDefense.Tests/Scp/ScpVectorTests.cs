using System.Text.Json;
using BedrockDefense.Scp;

namespace BedrockDefense.Tests.Scp;

/// <summary>The decisions in <c>cases/scp*.json</c>: each names its levels, its request and what was decided.</summary>
public sealed class ScpVectorTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "cases"), "scp*.json").Order(StringComparer.Ordinal))
        {
            foreach (var one in Read(file).EnumerateArray())
                cases.Add(Path.GetFileName(file), one.GetProperty("name").GetString()!);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_set_of_policies_decides_as_the_case_expects(string file, string name)
    {
        var one = Read(Path.Combine(AppContext.BaseDirectory, "cases", file)).EnumerateArray()
            .Single(candidate => candidate.GetProperty("name").GetString() == name);
        var levels = one.GetProperty("levels").EnumerateArray()
            .Select((policies, index) => new ScpLevel($"level {index}", [.. policies.EnumerateArray()
                .Select((policy, position) => PolicyDocument.Parse(policy.GetRawText(), $"policy {position}"))]))
            .ToList();
        var context = one.GetProperty("context").EnumerateObject().ToDictionary(
            property => property.Name,
            property => property.Value.ValueKind == JsonValueKind.Array
                ? (IReadOnlyList<string>)[.. property.Value.EnumerateArray().Select(value => value.GetString()!)]
                : [property.Value.GetString()!]);

        var verdict = ScpEvaluator.Evaluate(levels, RequestContext.Create(
            one.GetProperty("principal").GetString()!,
            one.GetProperty("action").GetString()!,
            one.GetProperty("resource").GetString()!,
            context,
            principalArnAbsent: !context.ContainsKey("aws:PrincipalArn")));

        Assert.Equal(one.GetProperty("expect").GetString(), verdict.Decision.ToString());
        Assert.Equal(levels.Sum(level => level.Policies.Sum(policy => policy.Statements.Count)), verdict.Explanations.Count);
        Assert.Equal(verdict.Decision == Decision.ImplicitlyDenied, verdict.Deciding is null);
    }

    private static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("cases").Clone();
    }
}
