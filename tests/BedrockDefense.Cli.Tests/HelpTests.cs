using System.Text.RegularExpressions;

namespace BedrockDefense.Cli.Tests;

/// <summary>These tests run the help in its own process, because Spectre keeps the first console for its help.</summary>
public sealed partial class HelpTests
{
    [Fact]
    public async Task Every_verb_explains_itself_with_two_examples_or_more()
    {
        var help = await CommandProcess.RunAsync("--help");
        var verbs = Verb()
            .Matches(help.Output[help.Output.IndexOf("COMMANDS:", StringComparison.Ordinal)..])
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.Superset(new HashSet<string> { "rehearse", "plan" }, verbs.ToHashSet());
        foreach (var verb in verbs)
        {
            var run = await CommandProcess.RunAsync(verb, "--help");

            Assert.Equal((0, ""), (run.ExitCode, run.Errors));
            Assert.Contains("DESCRIPTION:", run.Output, StringComparison.Ordinal);
            Assert.True(Regex.Count(run.Output, $@"^ +bedrock-defense {verb}\b", RegexOptions.Multiline) >= 3, run.Output);
        }
    }

    [GeneratedRegex("^    ([a-z]+)\\b", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
