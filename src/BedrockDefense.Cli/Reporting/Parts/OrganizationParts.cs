using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the picture of the organization.</summary>
internal static class OrganizationParts
{
    private const string Management = "management account";

    /// <summary>Shows the organization that the stack is rehearsed for.</summary>
    public static OrganizationPart Rehearsed(DefenseSettings settings, SampleOrganization organization)
    {
        var targets = settings.GuardrailTargets;
        var isRoot = targets.Contains(organization.RootId);
        var isUnit = targets.Contains(organization.UnitId);
        return Counted(
            "The organization of the rehearsal, as the configuration names it. It shows whom the guardrails restrict, not what stands in "
                + "AWS.",
            Box(
                $"root {organization.RootId}",
                Attached(isRoot),
                [new AccountTile(organization.ManagementAccountId, "not restricted", Tone.Odd, Note(organization.ManagementAccountId))],
                [
                    Box(
                        $"unit {organization.UnitId}",
                        Attached(isUnit),
                        [
                            .. organization
                                .MemberAccountIds.Where(id => id != organization.ManagementAccountId)
                                .Select(id =>
                                    settings.GuardrailExclusions.Contains(id) || settings.GuardrailExclusions.Contains(organization.UnitId)
                                        ? new AccountTile(id, "excluded", Tone.Odd, Note(id))
                                    : isRoot || isUnit || targets.Contains(id) ? new AccountTile(id, "restricted", Tone.Good, Note(id))
                                    : new AccountTile(id, "not restricted", Tone.Bad, Note(id))
                                ),
                        ],
                        []
                    ),
                ]
            )
        );

        string Note(string id) =>
            string.Join(
                ", ",
                (string[])
                    [
                        .. id == organization.ManagementAccountId ? [Management] : (string[])[],
                        .. id == organization.SecurityAccountId ? ["security account"] : (string[])[],
                        .. id == organization.LogArchiveAccountId ? ["log archive"] : (string[])[],
                    ]
            );
    }

    /// <summary>Shows the organization that was verified; null when the report of an older version does not name its accounts.</summary>
    public static OrganizationPart? Verified(VerificationReport report)
    {
        if (report.Organization is not { } organization)
        {
            return null;
        }

        var wrong = report
            .Deviations.Where(deviation => deviation.Kind is not (DeviationKind.Unseen or DeviationKind.Uncovered))
            .CountBy(deviation => deviation.Account)
            .ToDictionary(StringComparer.Ordinal);
        var unseen = report
            .Deviations.Where(deviation => deviation.Kind == DeviationKind.Unseen)
            .Select(deviation => deviation.Account)
            .ToHashSet(StringComparer.Ordinal);
        // Each unit is shown once, and each account somewhere, whatever a file says about what is in what.
        var units = organization.Units.DistinctBy(unit => unit.Id).ToLookup(unit => unit.Parent);
        HashSet<string> shown = [];
        var root = BoxOf(organization.RootId, $"root {organization.RootId}");
        var rest = organization.Accounts.Where(account => account.Unit is not { } unit || !shown.Contains(unit)).Select(Tile);
        return Counted("What verify saw in AWS.", root with { Accounts = [.. root.Accounts, .. rest] });

        UnitBox BoxOf(string id, string name)
        {
            shown.Add(id);
            return Box(
                name,
                "",
                [.. organization.Accounts.Where(account => account.Unit == id).Select(Tile)],
                [.. units[id].Where(unit => !shown.Contains(unit.Id)).Select(unit => BoxOf(unit.Id, $"unit {unit.Name} ({unit.Id})"))]
            );
        }

        AccountTile Tile(VerifiedAccount account) =>
            account.Id == organization.ManagementAccountId ? Judge(account, "seen", Tone.Good, Management)
            : account.State is { } state ? new AccountTile(account.Id, state.ToLowerInvariant(), Tone.Odd, "")
            : account.Regions == 0 ? Judge(account, "no stack wanted", Tone.Odd, "")
            : account.CoveredRegions < account.Regions
                ? new AccountTile(account.Id, "not covered", Tone.Bad, $"{account.CoveredRegions} of {account.Regions} Regions")
            : Judge(account, "covered", Tone.Good, $"{account.Regions} of {account.Regions} Regions");

        AccountTile Judge(VerifiedAccount account, string status, Tone tone, string note) =>
            wrong.TryGetValue(account.Id, out var count)
                ? new AccountTile(account.Id, "deviates", Tone.Bad, Joined(note, count == 1 ? "1 deviation" : $"{count} deviations"))
            : unseen.Contains(account.Id) ? new AccountTile(account.Id, "not all seen", Tone.Odd, note)
            : new AccountTile(account.Id, status, tone, note);
    }

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first}, {second}";

    private static string Attached(bool isAttached) => isAttached ? "guardrails attached here" : "";

    private static UnitBox Box(string name, string note, IReadOnlyList<AccountTile> accounts, IReadOnlyList<UnitBox> units) =>
        new(name, note, accounts, [], units, [], false);

    private static OrganizationPart Counted(string basis, UnitBox root) =>
        new(basis, UnitLayout.Of(root), UnitLayout.CountsOf(UnitLayout.AccountsIn(root)));
}
