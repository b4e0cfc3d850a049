namespace BedrockDefense.Cli.Tests.Golden;

/// <summary>The outputs in the documents are exactly those of the command and the stack, which the golden files hold.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_rehearsal_in_the_README_is_what_the_command_shows() =>
        Assert.Contains(GoldenFile.Read("rehearse.txt").Trim(), Blocks("README.md"));

    [Fact]
    public void The_hunt_in_its_page_is_what_the_command_shows() =>
        Assert.Contains(GoldenFile.Read("hunt.txt").Trim(), Blocks("docs/hunting.md"));

    [Fact]
    public void The_check_of_an_archive_in_its_page_is_what_the_command_shows() =>
        Assert.Contains(GoldenFile.Read("verify-logs.txt").Trim(), Blocks("docs/hunting.md"));

    [Fact]
    public void The_investigation_in_its_page_is_what_the_command_shows() =>
        Assert.Contains(GoldenFile.Read("investigate.txt").Trim(), Blocks("docs/investigating.md"));

    [Fact]
    public void The_alert_in_the_README_is_what_the_person_on_duty_gets()
    {
        // A golden file of alerts has paragraphs: first the detection and the form, then the message.
        var alert = GoldenFile.Read("alerts-deleted-sso-console.txt").Split("\n\n")[0];

        Assert.Contains(alert[(alert.IndexOf('\n', StringComparison.Ordinal) + 1)..], Blocks("README.md"));
    }

    [Fact]
    public void The_README_is_a_page_of_at_most_200_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 1, 200);

    private static List<string> Blocks(string document) =>
        [
            .. File.ReadAllText(Path.Combine(Repository.Root, document))
                .ReplaceLineEndings("\n")
                .Split("```")
                .Where((_, index) => index % 2 == 1)
                .Select(block => string.Join('\n', block.Split('\n').Skip(1).Select(line => line.TrimEnd())).Trim()),
        ];
}
