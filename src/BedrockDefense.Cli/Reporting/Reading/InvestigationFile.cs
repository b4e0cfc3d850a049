using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Investigating;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>Reads the lines that <c>investigate --format jsonl</c> wrote.</summary>
internal static class InvestigationFile
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--investigate";

    private static readonly Dictionary<string, TimelineKind> Kinds = Enum.GetValues<TimelineKind>().ToDictionary(PartName.Of);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or a line is none of an investigation.</exception>
    public static InvestigationLines Read(string path)
    {
        List<LinkRow> chain = [];
        List<NoveltyRow> novelties = [];
        List<ReadEntry> entries = [];
        var hasBaseline = false;
        foreach (var line in JsonLinesFile.Read(path, Option))
        {
            switch (line.Text("part"))
            {
                case PartName.Chain:
                    chain.Add(Link(line));
                    break;
                case PartName.New when line.Text("kind") == "baseline":
                    hasBaseline = true;
                    break;
                case PartName.New:
                    novelties.Add(Novelty(line));
                    break;
                case PartName.Timeline:
                    entries.Add(Entry(line));
                    break;
                case PartName.Summary:
                    break;
                default:
                    throw line.Invalid("part", string.Join(", ", PartName.All.Keys));
            }
        }

        return new InvestigationLines(chain, novelties, entries, hasBaseline);
    }

    private static LinkRow Link(JsonLineObject line) =>
        new(
            line.Text("link"),
            line.TextOrNothing("accessKey"),
            line.OptionalText("eventName") is { } name
                ? $"{line.TextOrNothing("time")} {name} in {line.TextOrNothing("account")} by {line.TextOrNothing("principal")} "
                    + $"from {line.TextOrNothing("address")}"
                : "",
            line.TextOrNothing("note")
        );

    private static NoveltyRow Novelty(JsonLineObject line) =>
        new(
            line.Text("kind"),
            line.TextOrNothing("value"),
            line.TextOrNothing("newTo"),
            line.TextOrNothing("principal"),
            Percent.Number(line.Number("calls")),
            line.TextOrNothing("first")
        );

    private static ReadEntry Entry(JsonLineObject line)
    {
        var time = line.TextOrNothing("time");
        var rule = line.OptionalText("rule");
        var place = $"{line.TextOrNothing("account")}, {line.TextOrNothing("region")}";
        return new ReadEntry(
            Kinds.TryGetValue(line.Text("kind"), out var kind) ? kind : throw line.Invalid("kind", string.Join(", ", Kinds.Keys)),
            time,
            CallTime.Read(time),
            rule,
            rule is null ? null : FindingsFile.LevelOf(line),
            place,
            $"{line.TextOrNothing("api")}{(line.OptionalText("errorCode") is { } error ? $" refused with {error}" : "")} in {place} by "
                + $"{line.TextOrNothing("principal")} from {line.TextOrNothing("address")}",
            line.OptionalObject("window") is { } window ? Window(window) : null
        );
    }

    private static ReadWindow Window(JsonLineObject window) =>
        new(
            CallTime.Read(window.OptionalText("from")),
            CallTime.Read(window.OptionalText("to")),
            [
                .. window
                    .Objects("invocations")
                    .Select(row =>
                        $"{Percent.Number(row.Number("count"))} of {row.TextOrNothing("model")} by {row.TextOrNothing("principal")}"
                    ),
            ],
            window.Number("invocationsLeftOut")
        );
}
