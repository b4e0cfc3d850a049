using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Copying;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Checking;

/// <summary>
/// Refuses values that are valid alone, but make a document of this stack larger or more complex than AWS allows. It makes the documents as
/// the program does, so every command refuses what the program refuses. To find the setting to blame, it makes the documents again with
/// less of each setting.
/// </summary>
internal static class SettingsLimits
{
    private const string ReasonStart = " (";

    private static readonly Action<DefenseSettings>[] Checks = [RequireGuardrails, RequirePatterns, RequireMessages, RequireTemplates];

    /// <summary>Finds a fault for each kind of document that AWS would refuse.</summary>
    public static IEnumerable<Fault> Faults(DefenseSettings settings) =>
        Checks.Select(check => FaultOf(check, settings)).OfType<Fault>().DistinctBy(fault => fault.Message.Split(ReasonStart)[0]);

    private static Fault? FaultOf(Action<DefenseSettings> check, DefenseSettings settings)
    {
        try
        {
            return Refusal(check, settings) is { } refusal ? Blame(check, settings, refusal) : null;
        }
        catch (InseparableDetectionsException exception)
        {
            return new Fault($"{Names.Product}:maintenance.detections: {exception.Message}");
        }
    }

    private static Fault Blame(Action<DefenseSettings> check, DefenseSettings settings, string refusal)
    {
        bool Fits(DefenseSettings smaller) => Passes(check, smaller);

        List<Shortening> all = [.. Shortening.Of(settings)];
        var alone = all.Where(one => one.Size > one.MinimumSize && Fits(one.WithSize(one.MinimumSize))).ToList();
        if (alone.Find(one => one.Unit is not null) is { } first)
        {
            var most = FindLargestSize(first, Fits);
            return new Fault(
                $"{first.Key}: has {first.Size:N0} {first.Unit}, more than AWS leaves room for; write at most {most:N0}"
                    + $"{ReasonStart}{refusal})"
            );
        }

        var named = alone.Count > 0 ? alone : all.FindAll(one => one.Size > one.MinimumSize);
        return new Fault(
            named.Count == 0
                ? refusal
                : $"{string.Join(" and ", named.Select(one => one.Key))}: "
                    + $"{(named.Count == 1 || alone.Count > 0 ? "leaves too little room" : "come together to more than AWS takes")}"
                    + $"{ReasonStart}{refusal})"
        );
    }

    // Detections of a window that EventBridge cannot tell apart are a different fault. A shorter setting would not help.
    private static bool Passes(Action<DefenseSettings> check, DefenseSettings settings)
    {
        try
        {
            return Refusal(check, settings) is null;
        }
        catch (InseparableDetectionsException)
        {
            return false;
        }
    }

    // Searches for the largest size that fits. The smallest size fits; the given size does not.
    private static int FindLargestSize(Shortening shortening, Func<DefenseSettings, bool> fits)
    {
        var (fitting, tooMany) = (shortening.MinimumSize, shortening.Size);
        while (tooMany - fitting > 1)
        {
            var between = (fitting + tooMany) / 2;
            (fitting, tooMany) = fits(shortening.WithSize(between)) ? (between, tooMany) : (fitting, between);
        }

        return fitting;
    }

    // The place in a rule's file does not help the person who wrote the settings.
    private static string? Refusal(Action<DefenseSettings> check, DefenseSettings settings)
    {
        try
        {
            check(settings);
            return null;
        }
        catch (InvalidInputException exception) when (exception is not InseparableDetectionsException)
        {
            return exception.Faults[0] is { Location.File: var file } fault
                ? $"{DetectionFolder.IdOf(file)}: {fault.Message}"
                : exception.Faults[0].Message;
        }
    }

    private static void RequireGuardrails(DefenseSettings settings) => _ = GuardrailPolicies.Of(settings);

    private static void RequirePatterns(DefenseSettings settings) => _ = DetectionPatterns.Of(settings);

    private static void RequireMessages(DefenseSettings settings)
    {
        if (Refusal(RequirePatterns, settings) is not null)
        {
            // These settings do not change the messages, and their fault is reported separately. So the messages are checked with less of
            // them.
            settings = Shortening
                .Of(settings)
                .Where(one => one.HasNamesOnly)
                .Aggregate(settings, (smaller, one) => one.Resize(smaller, one.MinimumSize));
        }

        var people = DetectionPatterns.Of(settings).People;
        var topics = AlertAudiences.Of(settings, people);
        AlertAudiences.RequireTargets(topics, people);
        foreach (var form in topics.Select(topic => topic.Form).Distinct())
        {
            foreach (var alert in people.All)
            {
                foreach (var rule in alert.Rules.Where(rule => rule.Tells(form)))
                {
                    _ = AlertMessage.Of(form, alert, rule.Outcome, settings.RunbookBaseUrl);
                }
            }

            foreach (var notice in Notice.All)
            {
                _ = notice.Message(form, settings.RunbookBaseUrl);
            }

            if (settings.Maintenance is { } window)
            {
                _ = MaintenanceMessage.Of(form, window, SigmaLevel.Critical);
            }
        }
    }

    private static void RequireTemplates(DefenseSettings settings)
    {
        if (settings.Restore.Mode != RestoreMode.Off)
        {
            var decisions = LoggingDecisions.FromSettings(settings);
            _ = MemberTemplates.Roles(settings, decisions);
            _ = DestinationTemplate.Of(settings, decisions);
            _ = MemberTemplates.Restorer(settings, decisions);
            if (settings.InvocationLogging.Copies is not null)
            {
                var archive = (settings.LogArchiveAccount ?? settings.SecurityAccount)?.Id;
                _ = CopyTemplate.Of(settings, CopySources.Of(settings, decisions), archive ?? "*", isMember: archive is not null);
            }
        }
    }
}
