namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>What an investigation found.</summary>
/// <param name="Chain">The links of the identity chain.</param>
/// <param name="Novelties">What is new.</param>
/// <param name="Chart">The picture of the timeline; null when the investigation has none, or no entry of it has a time.</param>
/// <param name="Windows">The blind windows.</param>
/// <param name="Entries">The entries of the timeline.</param>
/// <param name="IsOpen">Whether the entries are shown at once.</param>
internal sealed record InvestigationPart(
    IReadOnlyList<LinkRow> Chain,
    IReadOnlyList<NoveltyRow> Novelties,
    TimelineChart? Chart,
    IReadOnlyList<WindowRow> Windows,
    IReadOnlyList<EntryRow> Entries,
    bool IsOpen
);

/// <summary>A link of the chain.</summary>
/// <param name="Kind">The kind of link.</param>
/// <param name="Key">The access key; empty for none.</param>
/// <param name="What">The event in a line; empty for none.</param>
/// <param name="Note">What is to be said of it; empty for nothing.</param>
internal sealed record LinkRow(string Kind, string Key, string What, string Note);

/// <summary>Something new.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Value">The thing.</param>
/// <param name="NewTo">For whom it is new: the principal, the account or the organization.</param>
/// <param name="Principal">Who.</param>
/// <param name="Calls">In how many calls.</param>
/// <param name="First">When first.</param>
internal sealed record NoveltyRow(string Kind, string Value, string NewTo, string Principal, string Calls, string First);

/// <summary>A blind window.</summary>
/// <param name="Place">The account and Region.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="Invocations">The invocations in it, by model and principal.</param>
internal sealed record WindowRow(string Place, string From, string To, IReadOnlyList<string> Invocations);

/// <summary>An entry of the timeline.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">The kind of entry.</param>
/// <param name="Tone">How bad it is.</param>
/// <param name="Rule">The rule of a finding; null for another entry.</param>
/// <param name="Call">What was called, where and by whom.</param>
internal sealed record EntryRow(string Time, string Kind, Tone Tone, Reference? Rule, string Call);

/// <summary>A picture of a timeline. Lengths are in hundredths of a percent of its width.</summary>
/// <param name="From">The time at its left.</param>
/// <param name="To">The time at its right.</param>
/// <param name="Shades">The blind windows.</param>
/// <param name="Lanes">The entries, by kind.</param>
internal sealed record TimelineChart(string From, string To, IReadOnlyList<Shade> Shades, IReadOnlyList<Lane> Lanes);

/// <summary>A shaded stretch of a picture.</summary>
internal sealed record Shade(int X, int Width);

/// <summary>The entries of a kind.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Marks">Where they are.</param>
internal sealed record Lane(string Name, string Count, IReadOnlyList<ChartMark> Marks);

/// <summary>Entries at a place of a picture.</summary>
/// <param name="X">The place.</param>
/// <param name="Tone">How bad the worst of them is.</param>
internal sealed record ChartMark(int X, Tone Tone);
