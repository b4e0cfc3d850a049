using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Moto;

/// <summary>
/// An organization on the emulator that is ready for the stack: accounts in an organizational unit under the root, service
/// control policies, trusted access for CloudTrail and StackSets.
/// </summary>
/// <param name="Id">The organization's id.</param>
/// <param name="Management">The management account.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="UnitId">The unit's id.</param>
/// <param name="Members">The member accounts.</param>
internal sealed record EmulatedOrganization(string Id, IAwsApi Management, string RootId, string UnitId, IReadOnlyList<IAwsApi> Members)
{
    /// <summary>Gives the organization in the form for a rehearsal. The first member account is the attacked account.</summary>
    public SampleOrganization AsRehearsed(DefenseSettings settings) =>
        new(Id, RootId, Management.Id, UnitId, Members[0].Id, settings.SecurityAccount?.Id, settings.LogArchiveAccount?.Id);
}
