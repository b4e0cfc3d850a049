using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>What a check of the whole stack may use.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Places">The places of resources.</param>
/// <param name="Organization">The organization.</param>
/// <param name="Stack">The whole stack, with the real ids.</param>
/// <param name="Time">The clock.</param>
/// <param name="Cancellation">Ends the waiting.</param>
internal sealed record CheckContext(
    DefenseSettings Settings,
    Places Places,
    Organization Organization,
    IReadOnlyList<DeclaredResource> Stack,
    TimeProvider Time,
    CancellationToken Cancellation
)
{
    /// <summary>Finds the resources of a type.</summary>
    public IEnumerable<DeclaredResource> OfType(string type) => Stack.Where(resource => resource.Type == type);
}
