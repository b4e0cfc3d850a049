using BedrockDefense.Alerts;
using BedrockDefense.Catalog;

namespace BedrockDefense.Lint.Checks;

/// <summary>Checks that EventBridge can make the messages of a detection: the characters in them, and their length.</summary>
internal static class AlertCheck
{
    public static IEnumerable<LintFinding> Find(Detection detection, Func<string, SourceLocation> placeOf)
    {
        var rule = detection.Rule;
        // The metadata check reports missing fields.
        if (rule.Id is null || rule.Level is null || rule.NextStep is null)
        {
            yield break;
        }

        var isPlain = true;
        foreach (var (field, value) in ((string, string)[])[("title", rule.Title), ("next_step", rule.NextStep)])
        {
            if (AlertMessage.FaultOf(detection.Id, field, value) is { } fault)
            {
                isPlain = false;
                yield return Finding(field, fault);
            }
        }

        if (isPlain && LengthFault(detection) is { } reason)
        {
            yield return Finding("next_step", reason);
        }

        LintFinding Finding(string field, string message) => new(placeOf(field), LintSeverity.Error, message, "alert");
    }

    private static string? LengthFault(Detection detection)
    {
        var alert = new PeopleAlert(detection, [], []);
        try
        {
            foreach (var form in AlertForm.All)
            {
                foreach (var outcome in Enum.GetValues<CallOutcome>())
                {
                    _ = AlertMessage.Of(form, alert, form.IsReadByPeople ? outcome : null, null);
                }
            }

            return null;
        }
        catch (InvalidInputException exception)
        {
            return exception.Faults[0].Message;
        }
    }
}
