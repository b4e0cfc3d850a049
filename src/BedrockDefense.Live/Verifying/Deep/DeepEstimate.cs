using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>Estimates how many requests <c>verify --deep</c> sends besides those of <see cref="RequestEstimate"/>.</summary>
public static class DeepEstimate
{
    // A request whose answer tells about several resources is sent once.
    private static readonly Dictionary<string, int> RequestsOfType = new()
    {
        ["aws:cloudwatch/eventRule:EventRule"] = 2,
        ["aws:cloudwatch/eventTarget:EventTarget"] = 0,
        ["aws:cloudwatch/logGroup:LogGroup"] = 5,
        ["aws:iam/role:Role"] = 3,
        ["aws:sqs/queuePolicy:QueuePolicy"] = 0,
        ["aws:sfn/stateMachine:StateMachine"] = 2,
    };

    // An account is entered, and its roles are listed.
    private const int RequestsOfAccount = 2;

    /// <summary>
    /// Estimates the requests in members: each account is entered once, and asked for its roles and for what each StackSet deploys there.
    /// Where no restorer says what the logging should be, each governed Region is asked for it.
    /// </summary>
    /// <param name="stack">The stack, rendered without AWS.</param>
    /// <param name="members">The active accounts that are to be entered.</param>
    public static long Of(StackDeclaration stack, int members)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Restorers.Count() + AskedPlaces(stack) + (members * OfMember(stack));
    }

    /// <summary>Estimates the requests in one member.</summary>
    /// <param name="stack">The stack.</param>
    public static long OfMember(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return RequestsOfAccount
            + AskedPlaces(stack)
            + stack
                .OfType("aws:cloudformation/stackInstances:StackInstances")
                .Sum(instances => instances.Inputs.Texts("regions").Sum(region => OfInstance(stack, instances, region)));
    }

    private static int AskedPlaces(StackDeclaration stack) => stack.Restorers.Any() ? 0 : stack.GovernedRegions.Count;

    // No account of AWS has this id, so no exception for single accounts applies.
    private static long OfInstance(StackDeclaration stack, DeclaredResource instances, string region) =>
        TemplateResources
            .Of(MemberTemplate.Of(stack, instances).ResourcesIn("000000000000", region))
            .Sum(resource => (long)RequestsOfType.GetValueOrDefault(resource.Type, 1));
}
