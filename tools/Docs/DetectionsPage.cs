using System.Globalization;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Docs;

/// <summary>Writes <c>docs/detections.md</c>: the detections, hunts and notices of the catalog.</summary>
internal static class DetectionsPage
{
    private const string Technique = "attack.t";

    /// <summary>Returns the page's text.</summary>
    public static string Of()
    {
        var page = new Markdown(
            "Detections",
            "the catalog in [`policies`](../policies)",
            "Three kinds of things are told. A **detection** is a Sigma rule that looks at one event of CloudTrail; it "
                + "runs on the central bus, and "
                + "in files and in Athena with the hunts. A **hunt** looks at several events together, in files and in "
                + "Athena only. A **notice** is "
                + "what AWS itself tells about this stack."
        );
        page.Paragraph(
            "Each detection has a runbook: what it means, how to judge it, contain, restore, hunt next. `bedrock-defense "
                + "runbook ID` shows it too. "
                + "ATT&CK techniques are named as from version 19 of the matrix on and as before, "
                + $"those of ATLAS as in version {AtlasMatrix.Version}."
        );
        foreach (var (title, detections) in DetectionGroups.All)
        {
            page.Heading(2, title);
            page.Table(
                ["Detection", "Level", "Title", "Runbook"],
                detections.Select(detection =>
                    (string[])
                        [
                            Markdown.LinkToHeading(detection.Id),
                            detection.Level.SigmaName(),
                            detection.Rule.Title,
                            Markdown.LinkToFile("runbook", CatalogPaths.Runbook(detection)),
                        ]
                )
            );
            foreach (var detection in detections)
            {
                page.Heading(3, Markdown.Code(detection.Id));
                page.Paragraph(WriteOnOneLine(detection.Rule));
                page.List([
                    .. Facts(detection.Rule, detection.Level, CatalogPaths.Rule(detection)),
                    $"Runbook: {Markdown.LinkToFile("what to do", CatalogPaths.Runbook(detection))}",
                    .. RuleEvents.Of(detection.Rule).Select(events => $"Events: {events}"),
                ]);
            }
        }

        page.Heading(2, "Hunts");
        page.Paragraph("`bedrock-defense hunt` looks for them in files, and the saved queries in Athena.");
        foreach (var hunt in Hunt.All)
        {
            page.Heading(3, Markdown.Code(hunt.Id));
            page.Paragraph(WriteOnOneLine(hunt.Correlation));
            page.List([
                .. Facts(hunt.Correlation, hunt.Level, CatalogPaths.Rule(hunt)),
                $"Looks for: {DescribeCorrelation(hunt)}",
                .. hunt.Rules.Select(rule => $"*{rule.Title}*: {string.Join("; ", RuleEvents.Of(rule))}"),
            ]);
        }

        page.Heading(2, "Notices");
        page.Table(
            ["Notice", "Level", "Told to", "Title"],
            Notice.All.Select(notice =>
                (string[])
                    [
                        Markdown.LinkToFile(Markdown.Code(notice.Id), CatalogPaths.Document(notice)),
                        notice.Level.SigmaName(),
                        notice.IsForMachinesOnly ? "machines" : "people and machines",
                        notice.Title,
                    ]
            )
        );
        return page.ToString();
    }

    private static IEnumerable<string> Facts(SigmaDocument rule, SigmaLevel level, string file) =>
        [
            $"Title: {rule.Title}",
            $"Level: {level.SigmaName()}",
            $"ATT&CK: {string.Join(", ", rule.Tags.Where(tag => !tag.StartsWith(AtlasMatrix.Tag, StringComparison.Ordinal)).Select(Tag))}",
            .. AtlasMatrix.TechniquesOf(rule) is [_, ..] techniques
                ? [$"ATLAS: {string.Join(", ", techniques.Select(LinkToAtlas))}"]
                : (string[])[],
            $"Rule: {Markdown.LinkToFile(Markdown.Code(file), file)}",
        ];

    private static string WriteOnOneLine(SigmaDocument rule) =>
        Markdown.Escape(string.Join(' ', rule.Description!.Split('\n', StringSplitOptions.TrimEntries)).Trim());

    // Writes a tactic as its name, and a technique as its id with a link to its page.
    private static string Tag(string tag)
    {
        if (!tag.StartsWith(Technique, StringComparison.Ordinal) || !char.IsAsciiDigit(tag[Technique.Length]))
        {
            return tag[(tag.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('-', ' ');
        }

        var id = tag["attack.".Length..].ToUpperInvariant();
        return $"[{id}](https://attack.mitre.org/techniques/{id.Replace('.', '/')}/)";
    }

    private static string LinkToAtlas(AttackTechnique technique) =>
        $"[{technique.Id}](https://atlas.mitre.org/techniques/{technique.Id}) ({technique.Name})";

    private static string DescribeCorrelation(Hunt hunt)
    {
        var correlation = hunt.Correlation;
        var titles = correlation.Rules.Select(name => $"*{hunt.Rules[hunt.NumberOf(name)].Title}*");
        var what = correlation.Type switch
        {
            CorrelationType.TemporalOrdered => string.Join(", then ", titles),
            CorrelationType.Temporal => string.Join(" and ", titles),
            CorrelationType.EventCount => $"{Count(correlation)} events of {string.Join(" or ", titles)}",
            _ => $"{Count(correlation)} different values of {string.Join(" and ", correlation.Fields.Select(Markdown.Code))} "
                + $"in {string.Join(" or ", titles)}",
        };
        var same =
            correlation.GroupBy.Count == 0
                ? ""
                : $" with the same {Markdown.JoinWords([.. correlation.GroupBy.Select(Markdown.Code)], "and")}";
        var until = correlation.Until is { } end ? $", until *{hunt.Rules[hunt.NumberOf(end)].Title}*" : "";
        return $"{what}{same}, within {Span(correlation.Timespan)}{until}";
    }

    private static string Count(SigmaCorrelation correlation) =>
        string.Join(
            " and ",
            correlation.Condition.Select(criterion =>
                criterion.Comparison switch
                {
                    CountComparison.Equal => $"exactly {criterion.Count}",
                    CountComparison.NotEqual => $"not {criterion.Count}",
                    CountComparison.Less => $"fewer than {criterion.Count}",
                    CountComparison.LessOrEqual => $"at most {criterion.Count}",
                    CountComparison.Greater => $"more than {criterion.Count}",
                    _ => $"at least {criterion.Count}",
                }
            )
        );

    private static string Span(TimeSpan span) =>
        span.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours} {(span.TotalHours == 1 ? "hour" : "hours")}")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes} minutes");
}
