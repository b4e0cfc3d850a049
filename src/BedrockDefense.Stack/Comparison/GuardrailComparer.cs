using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares where the guardrails are attached, which of them there are, and what they protect.</summary>
internal static class GuardrailComparer
{
    private const string Area = "guardrails";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new) =>
        Attached(old.Settings, @new.Settings).Concat(Selected(old, @new));

    private static IEnumerable<ProtectionChange> Attached(DefenseSettings old, DefenseSettings @new)
    {
        if (old.GuardrailTargets.IsEmpty != @new.GuardrailTargets.IsEmpty)
        {
            yield return @new.GuardrailTargets.IsEmpty
                ? new(ChangeDirection.Weaker, Area, "mode", "enforce becomes audit: the guardrails are attached nowhere")
                : new(ChangeDirection.Stronger, Area, "mode", "audit becomes enforce: the guardrails are attached");
        }

        foreach (var change in ReachComparer.Compare(old.GuardrailTargets, @new.GuardrailTargets, Area, "the guardrails are attached"))
        {
            yield return change;
        }

        var isAudit = old.GuardrailTargets.IsEmpty && @new.GuardrailTargets.IsEmpty;
        foreach (var id in @new.GuardrailExclusions.Except(old.GuardrailExclusions))
        {
            yield return new(Unless(isAudit, ChangeDirection.Weaker), Area, id, "is no longer restricted by the guardrails (exclude)");
        }

        foreach (var id in old.GuardrailExclusions.Except(@new.GuardrailExclusions))
        {
            yield return new(Unless(isAudit, ChangeDirection.Stronger), Area, id, "is no longer left out of the guardrails (exclude)");
        }
    }

    private static IEnumerable<ProtectionChange> Selected(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (GuardrailStatement.AllOf(old.Stack), GuardrailStatement.AllOf(@new.Stack));
        var isAudit = old.Settings.GuardrailTargets.IsEmpty && @new.Settings.GuardrailTargets.IsEmpty;
        var note = isAudit ? " (attached nowhere)" : "";
        foreach (var group in before.Where(one => !after.ContainsKey(one.Key)).GroupBy(one => one.Value.Guardrail))
        {
            yield return new(Unless(isAudit, ChangeDirection.Weaker), Area, group.Key, $"is no longer in force: {Says(group)}{note}");
        }

        foreach (var group in after.Where(one => !before.ContainsKey(one.Key)).GroupBy(one => one.Value.Guardrail))
        {
            yield return new(Unless(isAudit, ChangeDirection.Stronger), Area, group.Key, $"is in force: {Says(group)}{note}");
        }

        foreach (var (key, was) in before)
        {
            // The exempt roles are protected too. Who is exempt is the business of another comparer.
            if (after.GetValueOrDefault(key) is not { } becomes || was.Guardrail == "protect-exempt-roles")
            {
                continue;
            }

            var (lost, gained) = (was.Resources.Except(becomes.Resources).ToList(), becomes.Resources.Except(was.Resources).ToList());
            if (lost.Count > 0)
            {
                yield return new(
                    Unless(isAudit, ChangeDirection.Weaker),
                    Area,
                    was.Guardrail,
                    $"no longer protects {string.Join(", ", lost)}"
                );
            }

            if (gained.Count > 0)
            {
                yield return new(Unless(isAudit, ChangeDirection.Stronger), Area, was.Guardrail, $"protects {string.Join(", ", gained)}");
            }
        }
    }

    private static string Says(IEnumerable<KeyValuePair<string, GuardrailStatement>> statements) =>
        string.Join("; ", statements.Select(statement => SidText.ToSentence(statement.Value.Statement.Sid!).TrimEnd('.')));

    private static ChangeDirection Unless(bool isAudit, ChangeDirection direction) => isAudit ? ChangeDirection.Neutral : direction;
}
