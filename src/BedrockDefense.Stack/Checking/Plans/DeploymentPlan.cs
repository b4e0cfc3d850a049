namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>A plan of another program, as its tool wrote it.</summary>
/// <param name="Tool">The tool, such as <c>Terraform</c>.</param>
/// <param name="Resources">The resources that it changes, in its order.</param>
/// <param name="Account">The account that it deploys to; null where it does not say, or names several.</param>
/// <param name="Unread">What of the plan cannot be judged.</param>
public sealed record DeploymentPlan(
    string Tool,
    IReadOnlyList<PlannedResource> Resources,
    string? Account,
    IReadOnlyList<UnjudgedPart> Unread
)
{
    /// <summary>How many resources the plan has that it leaves as they are.</summary>
    public int Untouched { get; init; }
}

/// <summary>A part of a plan that could not be judged.</summary>
/// <param name="Address">The resource, or what else it is about.</param>
/// <param name="Reason">Why nobody knows, as a sentence without a period.</param>
public sealed record UnjudgedPart(string Address, string Reason);
