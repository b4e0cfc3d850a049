using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>An action of a deployment, which must be allowed.</summary>
/// <param name="Account">The account of the action.</param>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">The ARN of the action's resource, or <c>*</c> where IAM knows no resource for the action.</param>
/// <param name="Reason">What needs the action.</param>
internal sealed record NeededPermission(string Account, string Action, string Resource, string Reason)
{
    /// <summary>The condition keys of the request.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes the request of a principal of the account.</summary>
    public RequestContext RequestBy(string principal) =>
        RequestContext.Create(
            principal,
            Action,
            Resource,
            Keys.Select(key => KeyValuePair.Create<string, IReadOnlyList<string>>(key.Key, [key.Value]))
        );

    public override string ToString() =>
        $"{Reason}: {Action} on {Resource} in {Account}{string.Concat(Keys.Select(key => $", {key.Key} = {key.Value}"))}";
}
