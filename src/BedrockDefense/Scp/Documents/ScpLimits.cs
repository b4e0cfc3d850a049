namespace BedrockDefense.Scp.Documents;

/// <summary>
/// What AWS Organizations takes (Quotas and service limits for AWS Organizations). Configurable, because the quotas
/// doubled in May 2026 and not every partition need have followed.
/// </summary>
/// <param name="Characters">Characters of one submitted policy document.</param>
/// <param name="PoliciesPerTarget">Policies attached to one root, unit or account, AWS's own (FullAWSAccess) included.</param>
/// <param name="DescriptionCharacters">Characters of a policy's description.</param>
public sealed record ScpLimits(int Characters = 10_240, int PoliciesPerTarget = 10, int DescriptionCharacters = 512)
{
    /// <summary>What type of policies they are for.</summary>
    public OrganizationPolicyType Type { get; init; } = OrganizationPolicyType.ServiceControl;

    /// <summary>
    /// What AWS takes of resource control policies, RCPFullAWSAccess among those of a target (AWS Organizations User Guide, "Quotas").
    /// </summary>
    public static ScpLimits OfResources { get; } =
        new(Characters: 5_120, PoliciesPerTarget: 5) { Type = OrganizationPolicyType.ResourceControl };

    /// <summary>The quotas before May 2026.</summary>
    public static ScpLimits Former { get; } = new(Characters: 5_120, PoliciesPerTarget: 5);

    /// <summary>What exceeds the limits in a policy that is about to be submitted; none when it fits.</summary>
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

    /// <summary>What exceeds the limits at a target to which this many policies, FullAWSAccess included, will be attached.</summary>
    public IReadOnlyList<Fault> FindFaults(string target, int attached) =>
        attached <= PoliciesPerTarget
            ? []
            : [new Fault($"{target} would have {attached} {Type.Plural}, {Type.FullAccess} included; AWS takes {PoliciesPerTarget}")];
}
