using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Tests.Sigma;

/// <summary>
/// Every line of a detection matters: without it, the rule is refused or a case of its file gets another answer. If no case notices a
/// missing line, no case tests the line's purpose.
/// </summary>
public sealed class CatalogMutationTests
{
    public static TheoryData<string> Detections => [.. DetectionCaseFile.Ids];

    [Theory]
    [MemberData(nameof(Detections))]
    public void No_line_of_a_detection_can_be_deleted_unnoticed(string id)
    {
        var file = DetectionCaseFile.Load(id);
        string[] lines = file.Yaml.Split('\n');
        var detection = DetectionLines(lines).ToList();
        Assert.NotEmpty(detection);
        Assert.Equal(
            [],
            detection
                .Where(index => !IsNoticed(file, string.Join('\n', lines.Where((_, other) => other != index))))
                .Select(index => $"line {index + 1}: {lines[index]}")
        );
    }

    /// <summary>Finds the indented lines below <c>detection:</c>, without comments and blank lines.</summary>
    private static IEnumerable<int> DetectionLines(string[] lines)
    {
        var start = Array.FindIndex(lines, line => line.TrimEnd() == "detection:") + 1;
        return Enumerable
            .Range(start, lines.Length - start)
            .TakeWhile(index => lines[index].Trim().Length == 0 || lines[index][0] is ' ' or '#')
            .Where(index => lines[index].Trim() is { Length: > 0 } content && content[0] != '#');
    }

    private static bool IsNoticed(DetectionCaseFile file, string mutant)
    {
        try
        {
            var rule = file.Parse(mutant);
            _ = EventBridgeCompiler.Compile(rule);
            return file.Cases.Any(one => rule.Match(one.Record).IsMatch != one.Matches);
        }
        catch (InvalidInputException)
        {
            return true;
        }
    }
}
