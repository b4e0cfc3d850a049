using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Costs;

/// <summary>
/// Estimates what a rendered stack costs in a month. What is paid for is counted in the declared resources and in the
/// templates of the stack sets, so that an estimate follows the program; how much happens comes from <see cref="Usage"/>.
/// </summary>
public static class CostEstimator
{
    // CloudTrail delivers about every five minutes ("CloudTrail log file delivery").
    private const int DeliveriesPerHour = 12;

    // A record of 1.5 KB, ten times smaller when compressed.
    private const decimal GigabytesPerEvent = 150e-9m;

    private const int DaysPerMonth = 30;

    /// <summary>The estimate of a stack at this usage.</summary>
    public static CostEstimate Of(StackDeclaration stack, Usage usage)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(usage);
        var members = MemberResources.Of(stack);
        return new CostEstimate(
            [.. Trail(stack, usage), .. Paths(stack, members, usage), .. Alerts(stack, usage), .. Fixed(stack, members, usage)],
            [.. Traps(stack, usage)]);
    }

    private static IEnumerable<CostLine> Trail(StackDeclaration stack, Usage usage)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault() is not { } trail)
        {
            yield break;
        }

        // No file without an event.
        var files = Math.Min(usage.Events, (decimal)usage.Places * DeliveriesPerHour * Usage.Hours);
        yield return new CostLine("Log files of the trail, at most one in five minutes for each account and Region", files, Price.Of("s3-put"));
        yield return new CostLine("Encrypting each of them", files, Price.Of("kms-request"));
        var kept = stack.OfType("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
            .Where(lifecycle => lifecycle.Text("bucket") == trail.Text("s3BucketName"))
            .Select(lifecycle => lifecycle.Inputs["rules"]?[0]?["expiration"]?["days"]?.GetValue<long>() ?? DaysPerMonth).Max();
        yield return new CostLine($"Keeping them for {kept} days", usage.Events * GigabytesPerEvent * kept / DaysPerMonth, Price.Of("s3-storage"));
    }

    private static IEnumerable<CostLine> Paths(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var reconciliations = members.RunsPerHour * Usage.Hours * usage.Places;
        yield return new CostLine("Events forwarded to the central bus, the restorer's own calls among them", usage.Forwarded + reconciliations, Price.Of("eventbridge-cross-account"));
        if (reconciliations > 0)
        {
            yield return new CostLine("Reconciling the logging configuration of each account and Region", reconciliations, Price.Of("scheduler"));
        }

        if (stack.OfType("aws:sfn/stateMachine:StateMachine").FirstOrDefault()?.Text("definition") is { } definition)
        {
            var states = JsonNode.Parse(definition)!["States"]!.AsObject().Count;
            yield return new CostLine("Restoring, if every finding led to it", (decimal)usage.Alerts * states, Price.Of("stepfunctions-transition"));
        }
    }

    private static IEnumerable<CostLine> Alerts(StackDeclaration stack, Usage usage)
    {
        yield return new CostLine("Findings published, as text and as JSON", usage.Alerts * 2m, Price.Of("sns-publish"));
        var protocols = stack.OfType("aws:sns/topicSubscription:TopicSubscription").Select(subscription => subscription.Text("protocol")).ToList();
        if (protocols.Count(protocol => protocol is "email" or "email-json") is > 0 and var mailboxes)
        {
            yield return new CostLine("E-mails, if every subscription gets every finding", usage.Alerts * (decimal)mailboxes, Price.Of("sns-email"));
        }

        if (protocols.Count(protocol => protocol is "https") is > 0 and var endpoints)
        {
            yield return new CostLine("HTTPS deliveries, if every subscription gets every finding", usage.Alerts * (decimal)endpoints, Price.Of("sns-http"));
        }
    }

    private static IEnumerable<CostLine> Fixed(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var places = (usage.Accounts - 1) * (decimal)usage.Regions;
        yield return new CostLine("Customer-managed keys", stack.OfType("aws:kms/key:Key").Count() + (members.Count("AWS::KMS::Key") * places), Price.Of("kms-key"));
        var alarms = stack.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").Count() + (members.Count("AWS::CloudWatch::Alarm") * places);
        if (alarms > 0)
        {
            yield return new CostLine("Alarms", alarms, Price.Of("cloudwatch-alarm"));
        }
    }

    private static IEnumerable<string> Traps(StackDeclaration stack, Usage usage)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").Any())
        {
            yield return $"If the organization already has a trail, this one is a second copy of its management events: {Dollars(Price.Of("cloudtrail-copy").Of(usage.Events))} more. Set trail.reuse to use the one there is.";
        }

        yield return $"A customer-managed key in every account and Region would cost {Dollars(Price.Of("kms-key").Of(usage.Places))}; what this stack puts into member accounts is encrypted with keys that AWS owns.";
        if (stack.OfType("aws:athena/workgroup:Workgroup").FirstOrDefault()?.Inputs["configuration"]?["bytesScannedCutoffPerQuery"]?.GetValue<long>() is { } limit)
        {
            var scanned = usage.Events * GigabytesPerEvent;
            yield return $"A saved query over the last 30 days scans all accounts and Regions, {scanned:N1} GB or {Dollars(Price.Of("athena-scan").Of(scanned))} each time, and is ended at {limit / 1_000_000_000:N0} GB (hunting.scanLimitGigabytes); name an account, a Region or fewer days in it.";
        }

        yield return "The prompts and answers themselves are not in this estimate: CloudWatch Logs takes $0.50 for each GB of them (Amazon CloudWatch pricing, data ingestion).";
        if (stack.OfType("aws:sns/topicSubscription:TopicSubscription").Any(subscription => subscription.Text("protocol") == "sms"))
        {
            yield return "Text messages are not in this estimate: their price depends on the country.";
        }
    }

    private static string Dollars(decimal amount) => amount.ToString("$#,##0.00", CultureInfo.InvariantCulture);
}
