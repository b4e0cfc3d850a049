using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Hunting.Timelines;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>What <c>investigate --format jsonl</c> wrote, as far as a report shows it.</summary>
/// <param name="Chain">The links of the identity chain.</param>
/// <param name="Novelties">What is new.</param>
/// <param name="Entries">The entries of the timeline.</param>
/// <param name="HasBaseline">Whether the answer says with what it compared.</param>
internal sealed record InvestigationLines(
    IReadOnlyList<LinkRow> Chain,
    IReadOnlyList<NoveltyRow> Novelties,
    IReadOnlyList<ReadEntry> Entries,
    bool HasBaseline
);

/// <summary>An entry of a timeline as a file has it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Time">The time as it is written.</param>
/// <param name="At">The time; null when it cannot be understood.</param>
/// <param name="Rule">The rule of a finding; null for another entry.</param>
/// <param name="Level">The rule's level; null for another entry.</param>
/// <param name="Place">The account and Region.</param>
/// <param name="Call">What was called, where and by whom.</param>
/// <param name="Window">The blind window that begins or ends; null for another entry.</param>
internal sealed record ReadEntry(
    TimelineKind Kind,
    string Time,
    DateTimeOffset? At,
    string? Rule,
    SigmaLevel? Level,
    string Place,
    string Call,
    ReadWindow? Window
);

/// <summary>A blind window as a file has it.</summary>
/// <param name="From">From when; null when it began before the first event.</param>
/// <param name="To">Until when; null when it has not ended.</param>
/// <param name="Invocations">The invocations in it.</param>
/// <param name="MoreInvocations">How many models and principals are not among them.</param>
internal sealed record ReadWindow(DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string> Invocations, long MoreInvocations);
