namespace BedrockDefense.Lint.Checks;

/// <summary>Checks that a runbook answers, in this order, the questions of the person whom the detection wakes up.</summary>
internal static class RunbookCheck
{
    private static readonly string[] Headings = ["What it means", "Judge it in five minutes", "Contain", "Restore", "Hunt next"];

    public static IEnumerable<LintFinding> Find(CompanionFile runbook)
    {
        string[] lines = [.. runbook.Text!.Split('\n').Select(line => line.TrimEnd())];
        if (!lines[0].StartsWith("# ", StringComparison.Ordinal))
        {
            yield return Finding(1, "the first line is no title; write # and the rule's title");
        }

        // When the runbook is shown for an event, the values of the event follow this paragraph.
        if (runbook.Text.ReplaceLineEndings("\n").Split("\n\n") is not [_, var explanation, ..] || explanation.StartsWith('#'))
        {
            yield return Finding(1, "no paragraph follows the title; write the level there, and what the placeholders stand for");
        }

        string[] found = [.. lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];
        foreach (var missing in Headings.Except(found))
        {
            yield return Finding(null, $"there is no section {missing}; write the line ## {missing}, and under it what to do");
        }

        if (!Headings.Except(found).Any() && !found.Intersect(Headings).SequenceEqual(Headings))
        {
            yield return Finding(null, $"the sections are in another order than {string.Join(", ", Headings)}");
        }

        foreach (var (index, line) in lines.Index().Where(line => Headings.Any(heading => line.Item == $"## {heading}")))
        {
            if (lines.Skip(index + 1).FirstOrDefault(next => next.Length > 0)?.StartsWith("## ", StringComparison.Ordinal) != false)
            {
                yield return Finding(index + 1, $"the section {line[3..]} is empty");
            }
        }

        LintFinding Finding(int? line, string message) =>
            new(new SourceLocation(runbook.File, line), LintSeverity.Error, message, "runbook");
    }
}
