namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>The organization, with how its accounts are covered.</summary>
/// <param name="Basis">What the picture is based on.</param>
/// <param name="Root">The root.</param>
/// <param name="Counts">How many accounts there are of each kind.</param>
internal sealed record OrganizationPart(string Basis, UnitBox Root, IReadOnlyList<Mark> Counts);

/// <summary>A root or an organizational unit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Note">What is attached to it; empty for nothing.</param>
/// <param name="Accounts">The accounts directly in it that are shown at once.</param>
/// <param name="Folded">The other accounts directly in it, which the reader unfolds.</param>
/// <param name="Units">The units directly in it.</param>
/// <param name="Counts">How many accounts there are of each kind in it and below it; empty where all are shown at once.</param>
/// <param name="IsFolded">Whether the reader unfolds it, since nothing in it needs a look.</param>
internal sealed record UnitBox(
    string Name,
    string Note,
    IReadOnlyList<AccountTile> Accounts,
    IReadOnlyList<AccountGroup> Folded,
    IReadOnlyList<UnitBox> Units,
    IReadOnlyList<Mark> Counts,
    bool IsFolded
);

/// <summary>Accounts of one kind that the reader unfolds.</summary>
/// <param name="Title">How many there are, and of which kind.</param>
/// <param name="Accounts">The accounts.</param>
internal sealed record AccountGroup(Mark Title, IReadOnlyList<AccountTile> Accounts);

/// <summary>An account.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">How it is covered, in a word or two.</param>
/// <param name="Tone">How good that is.</param>
/// <param name="Note">More about it; empty for nothing.</param>
internal sealed record AccountTile(string Id, string Status, Tone Tone, string Note);
