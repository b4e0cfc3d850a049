namespace BedrockDefense.Cli.Tests.Golden;

/// <summary>What the README shows is what the command and the stack really say: the golden files, to the letter.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_rehearsal_in_the_README_is_what_the_command_shows() =>
        Assert.Contains(GoldenFile.Read("rehearse.txt").Trim(), Blocks());

    [Fact]
    public void The_hunt_in_the_README_is_what_the_command_shows() => Assert.Contains(GoldenFile.Read("hunt.txt").Trim(), Blocks());

    [Fact]
    public void The_alert_in_the_README_is_what_the_person_on_duty_gets()
    {
        // A golden file of alerts has paragraphs: the detection and the form, then the message.
        var alert = GoldenFile.Read("alerts-deleted-sso-console.txt").Split("\n\n")[0];

        Assert.Contains(alert[(alert.IndexOf('\n', StringComparison.Ordinal) + 1)..], Blocks());
    }

    private static List<string> Blocks() =>
        [
            .. File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
                .ReplaceLineEndings("\n")
                .Split("```")
                .Where((_, index) => index % 2 == 1)
                .Select(block => string.Join('\n', block.Split('\n').Skip(1).Select(line => line.TrimEnd())).Trim()),
        ];
}
