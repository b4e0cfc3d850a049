namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>Where a resource is deployed to.</summary>
/// <param name="Partition">The partition, such as <c>aws</c>.</param>
/// <param name="Account">The account's id; null when nobody said.</param>
/// <param name="Region">The Region's code; null when nobody said.</param>
internal sealed record DeploymentPlace(string Partition, string? Account, string? Region);
