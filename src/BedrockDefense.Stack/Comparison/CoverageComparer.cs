using BedrockDefense.Aws;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares the accounts and Regions in which the stack forwards events and restores the logging.</summary>
internal static class CoverageComparer
{
    private const string Area = "coverage";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new) =>
        Regions(old.Settings, @new.Settings)
            .Concat(ReachComparer.Compare(Targets(old), Targets(@new), Area, "forwarders and restorers are deployed"))
            .Concat(Accounts(old.Settings, @new.Settings))
            .Concat(Switches(old.Settings, @new.Settings));

    // No target means the root, of which an organization has one. Its id is that of the organization for which the stack was rendered.
    private static string[] Targets(ComparedStack one) =>
        one.Settings.StackSets.Targets is var targets
        && (targets.IsEmpty || targets.Any(target => target.StartsWith("r-", StringComparison.Ordinal)))
            ? [one.Stack.Organization.RootId]
            : [.. targets];

    private static IEnumerable<ProtectionChange> Regions(DefenseSettings old, DefenseSettings @new)
    {
        var (before, after) = (old.Regions.Select(region => region.Code).ToList(), @new.Regions.Select(region => region.Code).ToList());
        foreach (var code in before.Except(after))
        {
            yield return new(
                ChangeDirection.Weaker,
                Area,
                code,
                $"is no longer governed: {Left(code, @new)}, and no logging is set up or restored there"
            );
        }

        foreach (var code in after.Except(before))
        {
            yield return new(ChangeDirection.Stronger, Area, code, "is governed: its events are forwarded, and its logging is set up");
        }

        if (old.UngovernedRegions != @new.UngovernedRegions)
        {
            yield return new(
                Worded.Direction(@new.UngovernedRegions > old.UngovernedRegions),
                Area,
                "ungovernedRegions",
                $"{Worded.Name(old.UngovernedRegions)} becomes {Worded.Name(@new.UngovernedRegions)}"
            );
        }
    }

    // The global services record their events in one Region, whose forwarders stay.
    private static string Left(string code, DefenseSettings settings) =>
        code == AwsRegion.ForGlobalServices(settings.HomeRegion.Partition).Code
            ? "its events are still forwarded, as those of the global services are among them"
            : LeftElsewhere(settings);

    private static string LeftElsewhere(DefenseSettings settings) =>
        settings.UngovernedRegions switch
        {
            UngovernedRegions.Deny => "only inference is denied there",
            UngovernedRegions.Detect => "only Bedrock's events are forwarded from there",
            _ => "no event is forwarded from there",
        };

    private static IEnumerable<ProtectionChange> Accounts(DefenseSettings old, DefenseSettings @new)
    {
        if ((old.SecurityAccount is null) != (@new.SecurityAccount is null))
        {
            yield return new(
                Worded.Direction(old.SecurityAccount is null),
                Area,
                "securityAccount",
                @new.SecurityAccount is null
                    ? $"{old.SecurityAccount!.Id} no longer has the alerts; the management account has them, which no guardrail restricts"
                    : $"{@new.SecurityAccount.Id} has the alerts, apart from the management account"
            );
        }

        if ((old.LogArchiveAccount is null) != (@new.LogArchiveAccount is null))
        {
            yield return new(
                Worded.Direction(old.LogArchiveAccount is null),
                Area,
                "logArchiveAccount",
                @new.LogArchiveAccount is null
                    ? $"{old.LogArchiveAccount!.Id} no longer has the trail's files; they are where the alerts are"
                    : $"{@new.LogArchiveAccount.Id} has the trail's files, apart from the alerts"
            );
        }
    }

    private static IEnumerable<ProtectionChange> Switches(DefenseSettings old, DefenseSettings @new)
    {
        if (old.RequireFullCoverage != @new.RequireFullCoverage)
        {
            yield return new(
                Worded.Direction(@new.RequireFullCoverage),
                Area,
                "requireFullCoverage",
                @new.RequireFullCoverage
                    ? "a gap in the coverage ends a deployment with an error"
                    : "a gap in the coverage is only a warning"
            );
        }

        if (old.SkipPreflight != @new.SkipPreflight)
        {
            yield return new(
                Worded.Direction(!@new.SkipPreflight),
                Area,
                "skipPreflight",
                @new.SkipPreflight
                    ? "a deployment no longer checks that the organization is ready"
                    : "a deployment checks that the organization is ready"
            );
        }

        if ((old.Auditor is null) != (@new.Auditor is null))
        {
            yield return new(
                @new.Auditor is null ? ChangeDirection.Weaker : ChangeDirection.Neutral,
                Area,
                "verification.auditor",
                @new.Auditor is null
                    ? "verify --deep can no longer enter the member accounts"
                    : $"{@new.Auditor} may read the configuration of the member accounts"
            );
        }
    }
}
