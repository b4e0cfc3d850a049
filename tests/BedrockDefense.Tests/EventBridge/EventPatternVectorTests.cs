using System.Text.Json;
using BedrockDefense.EventBridge;

namespace BedrockDefense.Tests.EventBridge;

/// <summary>
/// Runs the files <c>cases/event-patterns*.json</c>, whose answers were computed with AWS's open-source rule engine.
/// </summary>
public sealed class EventPatternVectorTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(PatternVectors.Folder, "event-patterns*.json").Order())
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var @case in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                data.Add(Path.GetFileName(file), @case.GetProperty("name").GetString()!);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_answer_is_the_rule_engine_s(string file, string name)
    {
        using var document = PatternVectors.Open(file);
        var @case = document
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .Single(candidate => candidate.GetProperty("name").GetString() == name);
        var pattern = @case.GetProperty("pattern").GetRawText();
        if (@case.TryGetProperty("invalid", out _))
        {
            var exception = Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(pattern));
            Assert.All(exception.Faults, fault => Assert.NotEmpty(fault.Message));
            return;
        }

        var parsed = EventPattern.Parse(pattern);
        var verdicts = document.RootElement.GetProperty("events").EnumerateObject().ToDictionary(e => e.Name, e => parsed.Match(e.Value));

        Assert.Equal(
            @case.GetProperty("matches").EnumerateArray().Select(e => e.GetString()!),
            verdicts.Where(verdict => verdict.Value.IsMatch).Select(verdict => verdict.Key)
        );
        Assert.All(verdicts.Values, verdict => Assert.NotEmpty(verdict.Reason));
    }
}
