using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Runs every hunt on every case of its file. The order of the files and the number of threads make no difference.</summary>
public sealed class HuntCasesTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var id in Hunts)
        {
            foreach (var one in Read(id.Data).Cases)
            {
                data.Add(id.Data, one.GetProperty("name").GetString()!);
            }
        }

        return data;
    }

    public static TheoryData<string> Hunts => [.. Hunt.All.Select(hunt => hunt.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hunt_finds_what_its_case_says(string id, string name)
    {
        var (rules, cases) = Read(id);
        var one = cases.Single(candidate => candidate.GetProperty("name").GetString() == name);
        string[] records = [.. one.GetProperty("records").EnumerateArray().Select(record => record.GetRawText())];
        var matches = one.GetProperty("matches").GetBoolean();

        foreach (var order in (string[][])[records, [.. records.Reverse()]])
        {
            using var folder = new LogFolder();
            foreach (var (number, record) in order.Index())
            {
                folder.AddRecords($"{number}.json.gz", [record]);
            }

            var (findings, report) = folder.Hunt(rules, new HuntOptions { Threads = order == records ? 1 : 3 });

            Assert.Empty(report.Faults);
            Assert.Equal(matches ? 1 : 0, findings.Count);
            Assert.All(findings, finding => Assert.Equal(id, finding.Rule));
        }
    }

    [Theory]
    [MemberData(nameof(Hunts))]
    public void Every_hunt_has_a_match_and_a_non_match_case_and_names_that_differ(string id)
    {
        var (_, cases) = Read(id);

        Assert.Contains(cases, one => one.GetProperty("matches").GetBoolean());
        Assert.Contains(cases, one => !one.GetProperty("matches").GetBoolean());
        Assert.Equal(cases.Count, cases.DistinctBy(one => one.GetProperty("name").GetString()).Count());
    }

    private static (HuntRules Rules, List<JsonElement> Cases) Read(string id)
    {
        var root = JsonDocument.Parse(Repository.Case($"hunts/{id}.json")).RootElement;
        var placeholders = root.GetProperty("placeholders")
            .EnumerateObject()
            .ToDictionary(
                placeholder => placeholder.Name,
                placeholder => (IReadOnlyList<string>)[.. placeholder.Value.EnumerateArray().Select(value => value.GetString()!)]
            );
        return (
            new HuntRules([], [Hunt.All.Single(hunt => hunt.Id == id)]).Expand(placeholders),
            [.. root.GetProperty("cases").EnumerateArray()]
        );
    }
}
