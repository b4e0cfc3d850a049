using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>
/// Estimates what a rendered stack costs in a month. It counts the billed items in the declared resources and in the
/// templates of the stack sets, so the estimate follows the program. <see cref="Usage"/> says how much happens.
/// </summary>
public static class CostEstimator
{
    // The start, the states on the way of a message that is taken at once, and the end.
    private const int TransitionsOfADelivery = 6;

    /// <summary>Estimates the costs of a stack at this usage.</summary>
    public static CostEstimate Of(StackDeclaration stack, Usage usage)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(usage);
        var members = MemberResources.Of(stack);
        CostLine[] lines =
        [
            .. TrailCosts.Of(stack, usage),
            .. QueryCosts.Of(stack, usage),
            .. CopyCosts.Of(stack, members, usage),
            .. EstimatePaths(stack, members, usage),
            .. EstimateAlerts(stack, usage),
            .. EstimateKeys(stack, members, usage),
            .. AlarmCosts.Of(stack, members, usage),
        ];
        return new CostEstimate(lines, [.. FindTraps(stack, usage), .. BucketKey.Of(stack).FindTraps(lines)]);
    }

    private static IEnumerable<CostLine> EstimatePaths(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var reconciliations = members.RunsPerHour * Usage.Hours * usage.Places;
        // Each reconciliation causes two events: one for its call of Bedrock, and one for its end.
        yield return new CostLine(
            "Events forwarded to the central bus, two of each reconciliation among them",
            usage.Forwarded + (2 * reconciliations),
            Price.Of("eventbridge-cross-account")
        );
        var transitions = TransitionsOfOneRun(stack);
        if (reconciliations > 0)
        {
            yield return new CostLine(
                "Schedules that start the restorer of each account and Region",
                reconciliations,
                Price.Of("scheduler")
            );
            yield return new CostLine(
                "Reconciling the logging configuration of each account and Region",
                reconciliations * transitions,
                Price.Of("stepfunctions-transition")
            );
            if (stack.OfType("aws:sqs/queue:Queue").Any(queue => queue.Name == "heartbeats"))
            {
                yield return new CostLine("Heartbeats counted", reconciliations, Price.Of("sqs-request"));
            }
        }

        if (transitions > 0)
        {
            yield return new CostLine(
                "Restoring, if every finding led to it",
                (decimal)usage.Alerts * transitions,
                Price.Of("stepfunctions-transition")
            );
        }
    }

    // Counts the start, each state on the way when nothing fails, and the end (AWS Step Functions pricing, "Pricing
    // examples").
    private static int TransitionsOfOneRun(StackDeclaration stack)
    {
        if (stack.Restorers.FirstOrDefault()?.Text("definition") is not { } text)
        {
            return 0;
        }

        var definition = JsonNode.Parse(text)!;
        var (states, next) = (2, definition["StartAt"]?.GetValue<string>());
        for (; next is not null; states++)
        {
            var state = definition["States"]![next]!;
            next = (state["Next"] ?? state["Default"])?.GetValue<string>();
        }

        return states;
    }

    private static IEnumerable<CostLine> EstimateAlerts(StackDeclaration stack, Usage usage)
    {
        if (stack.Deliverers.Count() is > 0 and var destinations)
        {
            yield return new CostLine(
                "Deliveries by state machines, if every destination gets every finding",
                (decimal)usage.Alerts * destinations * TransitionsOfADelivery,
                Price.Of("stepfunctions-transition")
            );
        }

        yield return new CostLine("Findings published, as text and as JSON", usage.Alerts * 2m, Price.Of("sns-publish"));
        var protocols = stack
            .OfType("aws:sns/topicSubscription:TopicSubscription")
            .Select(subscription => subscription.Text("protocol"))
            .ToList();
        if (protocols.Count(protocol => protocol is "email" or "email-json") is > 0 and var mailboxes)
        {
            yield return new CostLine(
                "E-mails, if every subscription gets every finding",
                usage.Alerts * (decimal)mailboxes,
                Price.Of("sns-email")
            );
        }

        if (protocols.Count(protocol => protocol is "https") is > 0 and var endpoints)
        {
            yield return new CostLine(
                "HTTPS deliveries, if every subscription gets every finding",
                usage.Alerts * (decimal)endpoints,
                Price.Of("sns-http")
            );
        }
    }

    private static IEnumerable<CostLine> EstimateKeys(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var places = (usage.Accounts - 1) * (decimal)usage.Regions;
        yield return new CostLine(
            "Customer-managed keys",
            stack.OfType("aws:kms/key:Key").Count() + (members.Count("AWS::KMS::Key") * places),
            Price.Of("kms-key")
        );
    }

    private static IEnumerable<string> FindTraps(StackDeclaration stack, Usage usage)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").Any())
        {
            yield return "If the organization already has a trail, this one is a second copy of its management events: "
                + $"{Dollars(Price.Of("cloudtrail-copy").CostOf(usage.Events))} more. Set trail.reuse to use the one there is.";
        }

        yield return $"A customer-managed key in every account and Region would cost {Dollars(Price.Of("kms-key").CostOf(usage.Places))}; "
            + "what this stack puts into member accounts is encrypted with keys that AWS owns.";
        foreach (var trap in QueryCosts.FindTraps(stack, usage))
        {
            yield return trap;
        }

        yield return "The prompts and answers themselves are not in this estimate: CloudWatch Logs takes $0.50 for each GB of them "
            + "(Amazon CloudWatch pricing, data ingestion).";
        if (stack.OfType("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream").Any())
        {
            yield return "What copies of invocations cost on their way from other Regions to the home Region is not in this estimate.";
        }

        if (stack.OfType("aws:sns/topicSubscription:TopicSubscription").Any(subscription => subscription.Text("protocol") == "sms"))
        {
            yield return "Text messages are not in this estimate: their price depends on the country.";
        }
    }

    private static string Dollars(decimal amount) => amount.ToString("$#,##0.00", CultureInfo.InvariantCulture);
}
