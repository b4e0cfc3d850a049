using System.Text.Json;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Plays the attacks of all scenarios against both stacks and compares the verdicts step by step. Settings by which a scenario
/// changes the configuration are left out, because the question is what these configurations do.
/// </summary>
internal static class RehearsalComparer
{
    private const string Area = "rehearsal";

    private static readonly JsonSerializerOptions IncludeFields = new() { IncludeFields = true };

    /// <summary>Compares the verdicts. What cannot be played is added to <paramref name="notCompared"/>.</summary>
    public static IEnumerable<ProtectionChange> Compare(
        ComparedStack old,
        ComparedStack @new,
        IReadOnlyList<string> ids,
        List<string> notCompared
    )
    {
        var changes = new List<ProtectionChange>();
        foreach (var scenario in Attacks(ids))
        {
            try
            {
                var (before, after) = (Play(old, @new, scenario), Play(@new, old, scenario));
                changes.AddRange(before.Steps.Zip(after.Steps).SelectMany((steps, index) => Compare(scenario, index, steps)));
            }
            catch (InvalidInputException exception)
            {
                notCompared.Add($"the scenario {scenario.Id} cannot be played: {exception.Message}");
            }
        }

        return changes;
    }

    // Several scenarios play the same attack with other settings, which do not count here.
    private static IEnumerable<Scenario> Attacks(IReadOnlyList<string> ids) =>
        ids.Select(Scenario.Load)
            .DistinctBy(scenario =>
                $"{scenario.Principal} {JsonSerializer.Serialize(scenario.Steps.Select(step => (step.Calls, step.Observe)), IncludeFields)}"
            );

    private static RehearsalReport Play(ComparedStack one, ComparedStack other, Scenario scenario)
    {
        // An administrator of both configurations plays the administrator, so that the order of the list does not matter.
        var common = other.Settings.Administrators.ToHashSet(StringComparer.Ordinal);
        var names = new RehearsedNames(
            [.. one.Settings.Administrators.OrderBy(arn => !common.Contains(arn)).ThenBy(arn => arn, StringComparer.Ordinal)],
            one.Settings.InvocationLogging.LogGroup,
            one.Settings.InvocationLogging.Bucket,
            one.Settings.InvocationLogging.Role
        );
        var attacker = Rehearser.AttackerOf(scenario, null, one.Stack.Organization, one.Settings.HomeRegion.Partition, names);
        return Rehearser.Play(one.Stack, scenario, attacker, names);
    }

    private static IEnumerable<ProtectionChange> Compare(Scenario scenario, int index, (StepReport Old, StepReport New) steps)
    {
        var (old, @new) = (StepVerdict.Of(steps.Old), StepVerdict.Of(steps.New));
        if (@new.DirectionFrom(old) is { } direction)
        {
            yield return new ProtectionChange(
                direction,
                Area,
                $"{scenario.Id}, step {index + 1}: {steps.New.Name}",
                string.Join("; ", @new.ChangesFrom(old))
            );
        }
    }
}
