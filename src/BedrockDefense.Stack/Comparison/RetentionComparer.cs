using System.Collections.Immutable;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares how long and how surely logs are kept.</summary>
internal static class RetentionComparer
{
    private const string Area = "retention";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new) =>
        Trail(old.Settings.Trail, @new.Settings.Trail)
            .Concat(Copies(old.Settings.InvocationLogging.Copies, @new.Settings.InvocationLogging.Copies))
            .Concat(Masks(old.Settings.InvocationLogging.Masked, @new.Settings.InvocationLogging.Masked))
            .Concat(Invocations(old.Settings.InvocationLogging, @new.Settings.InvocationLogging))
            .Concat(Hunting(old.Settings.Hunting, @new.Settings.Hunting));

    /// <summary>Returns what of the retention no configuration tells, a sentence each.</summary>
    public static IEnumerable<string> FindUnknown(ComparedStack old, ComparedStack @new)
    {
        if (old.Settings.Trail.ReuseArn != @new.Settings.Trail.ReuseArn)
        {
            foreach (var arn in new[] { old.Settings.Trail.ReuseArn, @new.Settings.Trail.ReuseArn }.OfType<string>())
            {
                yield return $"the retention, encryption, validation and coverage of the trail {arn}, "
                    + "which the stack reuses and does not declare";
            }
        }
    }

    private static IEnumerable<ProtectionChange> Trail(TrailSettings before, TrailSettings after)
    {
        if (before.ReuseArn is null && after.ReuseArn is null)
        {
            if (before.RetentionDays != after.RetentionDays)
            {
                yield return Days("trail.retentionDays", before.RetentionDays, after.RetentionDays, "Object Lock keeps the trail's files");
            }

            if (before.RetentionMode != after.RetentionMode)
            {
                yield return Mode("trail.retentionMode", before.RetentionMode, after.RetentionMode);
            }
        }
        else if (before.ReuseArn != after.ReuseArn)
        {
            yield return after.ReuseArn is null
                ? new(
                    ChangeDirection.Stronger,
                    Area,
                    "trail.reuse",
                    "the stack declares a trail with Object Lock, encryption and validation"
                )
            : before.ReuseArn is null
                ? new(
                    ChangeDirection.Weaker,
                    Area,
                    "trail.reuse",
                    $"the stack no longer declares a trail with Object Lock, encryption and validation; it reuses {after.ReuseArn}"
                )
            : new(ChangeDirection.Neutral, Area, "trail.reuse", $"{before.ReuseArn} becomes {after.ReuseArn}");
        }
    }

    private static IEnumerable<ProtectionChange> Invocations(InvocationLoggingSettings before, InvocationLoggingSettings after)
    {
        if (before.Create == CreatedLogging.All && after.Create == CreatedLogging.All && before.RetentionDays != after.RetentionDays)
        {
            yield return Days(
                "invocationLogging.retentionDays",
                before.RetentionDays,
                after.RetentionDays,
                "the log groups keep invocations"
            );
        }
    }

    private static IEnumerable<ProtectionChange> Hunting(HuntingSettings before, HuntingSettings after)
    {
        if (before.Enabled != after.Enabled)
        {
            yield return new(
                Worded.Direction(after.Enabled),
                Area,
                "hunting.enabled",
                after.Enabled ? "the trail can be searched with Athena" : "the trail can no longer be searched with Athena"
            );
        }
        else if (after.Enabled && before.ResultsRetentionDays != after.ResultsRetentionDays)
        {
            yield return Days(
                "hunting.resultsRetentionDays",
                before.ResultsRetentionDays,
                after.ResultsRetentionDays,
                "the bucket keeps results"
            );
        }
    }

    private static IEnumerable<ProtectionChange> Copies(CopySettings? before, CopySettings? after)
    {
        const string setting = "invocationLogging.copies";
        if (before is null || after is null)
        {
            if (before != after)
            {
                yield return new(
                    Worded.Direction(before is null),
                    Area,
                    setting,
                    before is null
                        ? "invocations are copied to a locked bucket of the log-archive account"
                        : "invocations are no longer copied to the log-archive account; the copies that are there stay"
                );
            }

            yield break;
        }

        if (before.RetentionDays != after.RetentionDays)
        {
            yield return Days($"{setting}.retentionDays", before.RetentionDays, after.RetentionDays, "Object Lock keeps the copies");
        }

        if (before.RetentionMode != after.RetentionMode)
        {
            yield return Mode($"{setting}.retentionMode", before.RetentionMode, after.RetentionMode);
        }
    }

    // What is masked is missing where somebody looks for what an intruder asked.
    private static IEnumerable<ProtectionChange> Masks(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        const string setting = "invocationLogging.copies.mask";
        if (after.Except(before).ToList() is { Count: > 0 } more)
        {
            yield return new(ChangeDirection.Weaker, Area, setting, $"log groups and copies show asterisks for {string.Join(", ", more)}");
        }

        if (before.Except(after).ToList() is { Count: > 0 } less)
        {
            yield return new(ChangeDirection.Stronger, Area, setting, $"log groups and copies show {string.Join(", ", less)} as they are");
        }
    }

    private static ProtectionChange Mode(string setting, RetentionMode before, RetentionMode after) =>
        new(
            Worded.Direction(after > before),
            Area,
            setting,
            $"{Worded.Name(before)} becomes {Worded.Name(after)}: "
                + (after == RetentionMode.Compliance ? "nobody can lift the lock" : "some can lift the lock")
        );

    private static ProtectionChange Days(string setting, int before, int after, string what) =>
        new(Worded.Direction(after > before), Area, setting, FormattableString.Invariant($"{what} for {after} days, formerly {before}"));
}
