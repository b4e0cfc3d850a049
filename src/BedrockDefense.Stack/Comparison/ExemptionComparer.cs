using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Finds whom the guardrails exempt in one configuration and not in the other. It tries calls: a principal is exempt when the
/// call is refused to somebody else and not to this principal. So two spellings of one exemption make no difference.
/// </summary>
internal static class ExemptionComparer
{
    private const string Area = "exemptions";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var witnesses = new ExampleWitnesses(old.Settings, @new.Settings);
        var (before, after) = (new GuardrailTrial(old.Stack), new GuardrailTrial(@new.Stack));
        var calls = before.Calls.Concat(after.Calls).DistinctBy(call => (call.Action, call.Resource)).ToList();
        var stranger = witnesses.Stranger;
        var common = calls.Where(call => before.IsDenied(stranger, call) && after.IsDenied(stranger, call)).ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in witnesses.Patterns)
        {
            foreach (var isNew in new[] { true, false })
            {
                var (from, to) = isNew ? (before, after) : (after, before);
                var found = witnesses
                    .Of(pattern)
                    .SelectMany(_ => common, (arn, call) => (Principal: arn, Call: call))
                    .FirstOrDefault(one => from.IsDenied(one.Principal, one.Call) && !to.IsDenied(one.Principal, one.Call));
                if (found.Principal is not null && told.Add($"{isNew} {found.Principal}"))
                {
                    yield return isNew
                        ? new(
                            ChangeDirection.Weaker,
                            Area,
                            pattern,
                            $"is newly exempt from the guardrails: {found.Call.Action} by {found.Principal} is now allowed"
                                + Unattached(@new.Settings)
                        )
                        : new(
                            ChangeDirection.Stronger,
                            Area,
                            pattern,
                            $"is no longer exempt from the guardrails: {found.Call.Action} by {found.Principal} is now refused"
                                + Unattached(@new.Settings)
                        );
                }
            }
        }
    }

    private static string Unattached(DefenseSettings settings) =>
        settings.GuardrailTargets.IsEmpty ? " (the guardrails are attached nowhere, but detections and restorer follow the same list)" : "";
}
