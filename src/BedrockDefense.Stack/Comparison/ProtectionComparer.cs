using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Compares what two configurations protect. It renders both and compares their meaning, so the order of a list, a comment or a
/// default that is written out makes no difference. A plan is a configuration that was rendered before: its resources count.
/// </summary>
public static class ProtectionComparer
{
    /// <summary>Whether every setting of two configurations means the same, secrets apart.</summary>
    internal static bool IsSame(ComparedConfiguration old, ComparedConfiguration @new) =>
        SettingsFacts
            .Of(old.Config, old.Settings)
            .Zip(SettingsFacts.Of(@new.Config, @new.Settings))
            .All(pair => pair.First.Value == pair.Second.Value);

    /// <summary>Compares two configurations.</summary>
    /// <param name="old">The configuration that is in force.</param>
    /// <param name="new">The configuration that would replace it.</param>
    /// <param name="accounts">The number of accounts for which the costs are estimated, at least 1.</param>
    /// <param name="renderAsync">Renders the stack of a configuration.</param>
    /// <param name="scenarios">The ids of the scenarios whose attacks are played; null for all.</param>
    /// <exception cref="InvalidInputException">
    /// AWS would refuse a document of one of the stacks, or the resources of a plan do not fit together.
    /// </exception>
    public static async Task<ProtectionDifference> CompareAsync(
        ComparedConfiguration old,
        ComparedConfiguration @new,
        long accounts,
        Func<IReadOnlyDictionary<string, string>, SampleOrganization, Task<StackDeclaration>> renderAsync,
        IReadOnlyList<string>? scenarios = null
    )
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        ArgumentNullException.ThrowIfNull(renderAsync);

        // Both are rendered for one organization, so that an attack happens in the same account and unit.
        var shared = SampleOrganization.Default.WithTargets([.. old.Settings.GuardrailTargets, .. @new.Settings.GuardrailTargets]);
        var before = await RenderAsync(old).ConfigureAwait(false);
        // Equal settings declare equal stacks, unless a plan is another version's.
        var isSame = IsSame(old, @new);
        var after = isSame && old.Plan is null && @new.Plan is null ? before : await RenderAsync(@new).ConfigureAwait(false);
        if (isSame && before.Foreign.Count + after.Foreign.Count == 0)
        {
            return new ProtectionDifference([], CostDifference.Of(before, before, accounts), [.. SecretComparer.FindUnknown(old, @new)]);
        }

        return SavedStackReader.Compare(
            () => Compare(before, after, accounts, scenarios ?? Scenario.Ids, SecretComparer.FindUnknown(old, @new)),
            before,
            after
        );

        async Task<ComparedStack> RenderAsync(ComparedConfiguration one)
        {
            var organization = shared.WithAccounts(
                one.Settings.SecurityAccount?.Id,
                one.Settings.LogArchiveAccount?.Id,
                one.Settings.ManagementAccountId
            );
            var rendered = await renderAsync(one.Config, organization).ConfigureAwait(false);
            if (one.Plan is not { } plan)
            {
                return new ComparedStack(one.Config, one.Settings, rendered);
            }

            var asPlanned =
                plan.Stack.Organization == organization
                    ? rendered
                    : await renderAsync(one.Config, plan.Stack.Organization).ConfigureAwait(false);
            var foreign = SavedStackReader.FindForeign(plan, asPlanned);
            return new ComparedStack(one.Config, one.Settings, foreign.Count == 0 ? rendered : SavedStackReader.Take(plan, organization))
            {
                Foreign = foreign,
                Version = plan.Version,
                File = one.File,
            };
        }
    }

    private static ProtectionDifference Compare(
        ComparedStack before,
        ComparedStack after,
        long accounts,
        IReadOnlyList<string> scenarios,
        IEnumerable<string> unknownSecrets
    )
    {
        List<string> notCompared =
        [
            .. unknownSecrets,
            .. RetentionComparer.FindUnknown(before, after),
            .. ForeignResources.FindUnknown(before, after),
        ];
        List<ProtectionChange> changes =
        [
            .. GuardrailComparer.Compare(before, after),
            .. ExemptionComparer.Compare(before, after),
            .. CoverageComparer.Compare(before, after),
            .. RestoreComparer.Compare(before, after),
            .. AlertComparer.Compare(before, after),
            .. DetectionComparer.Compare(before, after),
            .. MaintenanceComparer.Compare(before, after),
            .. RetentionComparer.Compare(before, after),
            .. LoggingComparer.Compare(before, after),
            .. RehearsalComparer.Compare(before, after, scenarios, notCompared),
        ];
        changes.AddRange(FactComparer.Compare(before, after, changes));
        return new ProtectionDifference(
            [.. changes.Distinct().OrderBy(change => change.Direction)],
            CostDifference.Of(before, after, accounts),
            notCompared
        );
    }
}
