using BedrockDefense.Cli.Reporting.Model;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>
/// Arranges the accounts of a large organization. Those that need a look come first, and the many that are alike are folded: nobody finds
/// three of a thousand tiles by scrolling.
/// </summary>
internal static class UnitLayout
{
    // As many tiles as a screen shows.
    private const int MostTiles = 100;

    /// <summary>Arranges the root with all that is below it.</summary>
    /// <param name="root">The root, of which nothing is folded.</param>
    public static UnitBox Of(UnitBox root) =>
        // The numbers of the root are those of the whole picture.
        AccountsIn(root).Skip(MostTiles).Any()
            ? Arranged(root) with
            {
                Counts = [],
                IsFolded = false,
            }
            : root;

    /// <summary>Lists the accounts in a unit and below it.</summary>
    public static IEnumerable<AccountTile> AccountsIn(UnitBox unit) => unit.Accounts.Concat(unit.Units.SelectMany(AccountsIn));

    /// <summary>Counts accounts by their kind. What needs a look comes first.</summary>
    public static IReadOnlyList<Mark> CountsOf(IEnumerable<AccountTile> accounts) =>
        [.. Kinds(accounts).Select(group => Titled(group.Key.Status, group.Key.Tone, group.Count()))];

    private static UnitBox Arranged(UnitBox unit)
    {
        var counts = CountsOf(AccountsIn(unit));
        var kinds = Kinds(unit.Accounts).ToLookup(IsFolded);
        return unit with
        {
            Accounts = [.. kinds[false].SelectMany(group => group)],
            Folded =
            [
                .. kinds[true].Select(group => new AccountGroup(Titled(group.Key.Status, group.Key.Tone, group.Count()), [.. group])),
            ],
            Units = [.. unit.Units.Select(Arranged).OrderBy(below => below.IsFolded)],
            Counts = counts,
            IsFolded = counts.All(count => count.Tone == Tone.Good),
        };
    }

    // A single account takes no more place than the line that unfolds it.
    private static bool IsFolded(IGrouping<(string Status, Tone Tone), AccountTile> group) =>
        group.Key.Tone == Tone.Good ? group.Skip(1).Any() : group.Key.Tone == Tone.Odd && group.Skip(MostTiles).Any();

    private static Mark Titled(string status, Tone tone, int count) => new($"{Percent.Number(count)} {status}", tone);

    private static IEnumerable<IGrouping<(string Status, Tone Tone), AccountTile>> Kinds(IEnumerable<AccountTile> accounts) =>
        accounts
            .GroupBy(tile => (tile.Status, tile.Tone))
            .OrderByDescending(group => group.Key.Tone == Tone.Bad)
            .ThenByDescending(group => group.Key.Tone == Tone.Odd)
            .ThenByDescending(group => group.Count());
}
