using BedrockDefense.Alerts;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Checks;

/// <summary>Checks the sizes and numbers of rules and their targets, patterns, service control policies and filter policies.</summary>
internal static class LimitCheck
{
    private const string Check = "limits";

    /// <summary>Finds what exceeds AWS's limits.</summary>
    public static IEnumerable<CheckFinding> Of(StackDeclaration stack) =>
        [
            .. Targets(stack),
            .. stack
                .OfType("aws:cloudwatch/eventTarget:EventTarget")
                .SelectMany(target => CheckLength(target, "targetId", EventBusLimits.NameCharacters)),
            .. stack
                .OfType("aws:cloudwatch/eventRule:EventRule")
                .SelectMany(rule => CheckLength(rule, "name", EventBusLimits.NameCharacters)),
            .. stack
                .OfType("aws:cloudwatch/eventRule:EventRule")
                .SelectMany(rule => CheckLength(rule, "eventPattern", EventPatternLimits.DefaultCharacterQuota)),
            .. stack
                .OfType("aws:cloudwatch/eventBusPolicy:EventBusPolicy")
                .SelectMany(policy => CheckLength(policy, "policy", EventBusLimits.PolicyCharacters)),
            .. stack
                .OfType("aws:organizations/policy:Policy")
                .SelectMany(policy =>
                    Limits(policy)
                        .FindFaults(policy.Name, policy.Text("content")!, policy.Text("description") ?? "")
                        .Select(fault => Finding(policy, fault.Message))
                ),
            .. stack.OfType("aws:sns/topicSubscription:TopicSubscription").SelectMany(Filter),
        ];

    private static ScpLimits Limits(DeclaredResource policy) =>
        policy.Text("type") == OrganizationPolicyType.ResourceControl.Name ? ScpLimits.ResourceControl : new ScpLimits();

    private static IEnumerable<CheckFinding> Targets(StackDeclaration stack) =>
        stack
            .OfType("aws:cloudwatch/eventTarget:EventTarget")
            .GroupBy(target => (target.Account(stack), target.Region(stack), target.Text("eventBusName"), Rule: target.Text("rule")))
            .Where(targets => targets.Count() > EventBusLimits.TargetsPerRule)
            .Select(targets =>
                Finding(
                    targets.First(),
                    $"the rule {targets.Key.Rule} has {targets.Count()} targets; EventBridge allows {EventBusLimits.TargetsPerRule}"
                )
            );

    private static IEnumerable<CheckFinding> Filter(DeclaredResource subscription)
    {
        if (subscription.Text("filterPolicy") is not { } filter)
        {
            return [];
        }

        try
        {
            _ = SnsFilterPolicy.Parse(filter);
            return [];
        }
        catch (InvalidInputException exception)
        {
            return exception.Faults.Select(fault => Finding(subscription, fault.Message));
        }
    }

    private static IEnumerable<CheckFinding> CheckLength(DeclaredResource resource, string input, int most) =>
        resource.Text(input) is { } text && text.Length > most
            ? [Finding(resource, $"{input} has {text.Length} characters; AWS takes {most}")]
            : [];

    private static CheckFinding Finding(DeclaredResource resource, string fault) => new(Check, $"{resource.Type} {resource.Name}", fault);
}
