using System.Text.Json;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

/// <summary>The case files under cases/sigma, and helpers for the tests that run them.</summary>
internal static class SigmaCases
{
    private const string File = "rule.yml";

    public static TheoryData<string> Names(string file) => [.. Read(file).Select(one => one.GetProperty("name").GetString()!)];

    public static JsonElement Find(string file, string name) => Read(file).Single(one => one.GetProperty("name").GetString() == name);

    public static string[] Texts(this JsonElement one, string property) =>
        [.. one.GetProperty(property).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Makes a rule from the lines of a detection. The lines begin in line 6, column 3 of the rule.</summary>
    public static SigmaRule RuleOf(JsonElement one) =>
        SigmaRule.Parse(
            "title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n"
                + string.Concat(one.Texts("detection").Select(line => $"  {line}\n")),
            File
        );

    /// <summary>Asserts that the faults begin with the expected texts, in the same order.</summary>
    public static void AssertFaults(string[] expected, InvalidInputException actual)
    {
        var faults = actual
            .Faults.Select(fault => fault.ToString().Replace($"{File}:", "", StringComparison.Ordinal).TrimStart())
            .ToArray();
        Assert.Equal(expected, expected.Zip(faults, (want, have) => have.StartsWith(want, StringComparison.Ordinal) ? want : have));
        Assert.Equal(expected.Length, faults.Length);
    }

    public static SigmaException AssertFaulty(string yaml) => Assert.Throws<SigmaException>(() => SigmaFile.Parse(yaml, File));

    private static JsonElement.ArrayEnumerator Read(string file) =>
        JsonDocument.Parse(Repository.Case($"sigma/{file}.json")).RootElement.GetProperty("cases").EnumerateArray();
}
