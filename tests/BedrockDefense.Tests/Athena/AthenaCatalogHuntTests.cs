using System.Text.Json;
using BedrockDefense.Athena;
using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Athena;

/// <summary>Runs every hunt of the catalog as SQL, on each case of its file.</summary>
public sealed class AthenaCatalogHuntTests
{
    public static TheoryData<string> Hunts => [.. Hunt.All.Select(hunt => hunt.Id)];

    [Theory]
    [MemberData(nameof(Hunts))]
    public void The_statement_finds_something_where_the_case_says_so(string id)
    {
        var cases = JsonDocument.Parse(Repository.Case($"hunts/{id}.json")).RootElement;
        var placeholders = cases.TryGetProperty("placeholders", out var given)
            ? given.Deserialize<Dictionary<string, IReadOnlyList<string>>>()!
            : [];
        var hunt = Hunt.All.Single(hunt => hunt.Id == id);
        var sql = AthenaCompiler.Compile(hunt with { Rules = [.. hunt.Rules.Select(rule => rule.Expand(placeholders))] }).Sql;

        foreach (var one in cases.GetProperty("cases").EnumerateArray())
        {
            using var database = new TrailDatabase(one.GetProperty("records").EnumerateArray(), keepsIds: true);
            Assert.True(one.GetProperty("matches").GetBoolean() == database.Rows(sql).Count > 0, one.GetProperty("name").GetString());
        }
    }
}
