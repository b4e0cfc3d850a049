using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>Something that a deployment does and must be allowed.</summary>
/// <param name="Account">In which account.</param>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">What it is done to, an ARN, or <c>*</c> where IAM knows no resource for the action.</param>
/// <param name="Because">What needs it.</param>
internal sealed record NeededPermission(string Account, string Action, string Resource, string Because)
{
    /// <summary>The condition keys of the request.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>The request as a principal of the account makes it.</summary>
    public RequestContext By(string principal) =>
        RequestContext.Create(
            principal,
            Action,
            Resource,
            Keys.Select(key => KeyValuePair.Create<string, IReadOnlyList<string>>(key.Key, [key.Value]))
        );

    public override string ToString() =>
        $"{Because}: {Action} on {Resource} in {Account}{string.Concat(Keys.Select(key => $", {key.Key} = {key.Value}"))}";
}
