namespace BedrockDefense.Scp.Documents;

/// <summary>
/// The limits of AWS Organizations for its policies (Quotas and service limits for AWS Organizations). They are configurable,
/// because AWS doubled the quotas in May 2026 and some partitions may not have followed.
/// </summary>
/// <param name="Characters">The most characters of one submitted policy document.</param>
/// <param name="PoliciesPerTarget">
/// The most policies attached to one root, unit or account, including AWS's own (FullAWSAccess).
/// </param>
/// <param name="DescriptionCharacters">The most characters of a policy's description.</param>
public sealed record ScpLimits(int Characters = 10_240, int PoliciesPerTarget = 10, int DescriptionCharacters = 512)
{
    /// <summary>The type of policies that the limits apply to.</summary>
    public OrganizationPolicyType Type { get; init; } = OrganizationPolicyType.ServiceControl;

    /// <summary>
    /// The limits for resource control policies. RCPFullAWSAccess counts among the policies of a target (AWS Organizations
    /// User Guide, "Quotas").
    /// </summary>
    public static ScpLimits ResourceControl { get; } =
        new(Characters: 5_120, PoliciesPerTarget: 5) { Type = OrganizationPolicyType.ResourceControl };

    /// <summary>The quotas before May 2026.</summary>
    public static ScpLimits BeforeMay2026 { get; } = new(Characters: 5_120, PoliciesPerTarget: 5);

    /// <summary>
    /// Finds what exceeds the limits in a policy that is about to be submitted. The list is empty when the policy fits.
    /// </summary>
    /// <param name="name">The policy's name, for the message.</param>
    /// <param name="submitted">The document exactly as it will be submitted; see <see cref="PolicyDocumentSize.Minify"/>.</param>
    /// <param name="description">The policy's description.</param>
    public IReadOnlyList<Fault> FindFaults(string name, string submitted, string description)
    {
        var faults = new List<Fault>();
        if (PolicyDocumentSize.Count(submitted) is var size && size > Characters)
        {
            faults.Add(
                new Fault(
                    $"the {Type.Noun} {name} has {size} characters, {size - Characters} more than the {Characters} AWS "
                        + "takes; split it or shorten the lists in it"
                )
            );
        }

        if (PolicyDocumentSize.Count(description) is var length && length > DescriptionCharacters)
        {
            faults.Add(new Fault($"the description of the {Type.Noun} {name} has {length} characters; AWS takes {DescriptionCharacters}"));
        }

        return faults;
    }

    /// <summary>Finds what exceeds the limits at a target.</summary>
    /// <param name="target">The name of the target, for the message.</param>
    /// <param name="attached">How many policies will be attached to the target, FullAWSAccess included.</param>
    public IReadOnlyList<Fault> FindFaults(string target, int attached) =>
        attached <= PoliciesPerTarget
            ? []
            : [new Fault($"{target} would have {attached} {Type.Plural}, {Type.FullAccess} included; AWS takes {PoliciesPerTarget}")];
}
