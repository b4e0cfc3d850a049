using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>Reads the findings that <c>hunt --format jsonl</c> wrote.</summary>
internal static class FindingsFile
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--hunt";

    /// <summary>Reads the findings.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or a line is no finding.</exception>
    public static IReadOnlyList<FoundLine> Read(string path) => [.. JsonLinesFile.Read(path, Option).Select(Parse)];

    /// <summary>Returns the level that a line names.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    public static SigmaLevel LevelOf(JsonLineObject line) =>
        Array.Find(Enum.GetValues<SigmaLevel>(), level => level.SigmaName() == line.TextOrNothing("level")) is var level
        && level.SigmaName() == line.TextOrNothing("level")
            ? level
            : throw line.Invalid("level", string.Join(", ", Enum.GetValues<SigmaLevel>().Select(one => one.SigmaName())));

    private static FoundLine Parse(JsonLineObject line) =>
        new(
            line.Text("rule"),
            line.TextOrNothing("title"),
            LevelOf(line),
            new FindingRow(
                line.TextOrNothing("time"),
                line.TextOrNothing("account"),
                line.TextOrNothing("region"),
                line.TextOrNothing("eventName"),
                line.TextOrNothing("principal"),
                line.TextOrNothing("eventId")
            )
        );
}

/// <summary>A finding as a file has it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Level">The rule's level.</param>
/// <param name="Row">The event.</param>
internal sealed record FoundLine(string Rule, string Title, SigmaLevel Level, FindingRow Row);
