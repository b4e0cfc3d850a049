namespace BedrockDefense.Cli.Tests;

/// <summary>Files that were once misread or made the command fail, through the command line's own entry.</summary>
[Collection("console")]
public sealed class OddInputsTests
{
    [Theory]
    [InlineData("keylist", ":6:27: not well-formed YAML: a key is a text, no list and no map")]
    [InlineData("keymap", ":6:3: not well-formed YAML: a key is a text, no list and no map")]
    [InlineData("laughs", ":1:5: not well-formed YAML: anchors (&name) are not supported; repeat the value")]
    [InlineData("selfanchor", ":1:4: not well-formed YAML: anchors (&name) are not supported; repeat the value")]
    [InlineData("multidoc2", ":7:1: is a second document, which Pulumi does not read; write one map named config")]
    [InlineData("nbsp", ":2:15: \"eu-central-1\u00a0\" ends in U+00A0, which looks like a space but is part of the text")]
    [InlineData("noprefixalerts", ":6:3: the key alerts lacks its namespace; write bedrock-defense:alerts")]
    [InlineData("oct245", ":6:42: Pulumi reads 0400 as a number and writes it otherwise")]
    [InlineData("sns500", " has 250 endpoints of machines, and SNS takes 199 beside the stack's own at a topic; write at most 199")]
    public async Task A_configuration_is_refused_with_its_place(string name, string fault)
    {
        foreach (
            var verb in (string[][])
                [
                    ["plan"],
                    ["guardrails"],
                    ["cost", "--accounts", "10"],
                    ["access"],
                ]
        )
        {
            var run = await CommandLineRun.Of([
                .. verb,
                "--config",
                Path.Combine(AppContext.BaseDirectory, "cases", "configurations", $"{name}.yaml"),
            ]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains(fault, run.ErrorLines[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("\"{\"")]
    public async Task Guardrails_that_are_no_object_are_refused_where_they_are_attached_elsewhere_too(string value)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            "config:\n  aws:region: eu-central-1\n  bedrock-defense:administrators: [\"arn:aws:iam::*:role/A\"]\n  "
                + $"bedrock-defense:guardrails: {value}\n",
            TestContext.Current.CancellationToken
        );
        var run = await CommandLineRun.Of("rehearse", "--targets", "r-abcd", "--config", file);
        File.Delete(file);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: bedrock-defense:guardrails: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "c_aliasbad",
        2,
        ":9:13: error: the alias \"who\" does not say which field of the rule \"r\" it stands for; write r: userIdentity.arn [rule]"
    )]
    [InlineData("matchall", 2, ":11:9: error: an empty map would match every event; write a field and its value [rule]")]
    [InlineData("jobcreated", 0, null)]
    public async Task A_rule_is_linted(string name, int exitCode, string? finding)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "cases", "rules", $"{name}.yml");
        var run = await CommandLineRun.Of("lint", file);
        Assert.Equal(exitCode, run.ExitCode);
        if (finding is not null)
        {
            Assert.Contains($"{file}{finding}", run.Output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("", run.Output);
        }
    }
}
