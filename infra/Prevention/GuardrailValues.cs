using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>What the placeholders of the guardrails stand for, by the settings and the names of this stack.</summary>
public static class GuardrailValues
{
    /// <summary>The values of every placeholder a guardrail of the catalog may use.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["administrators"] = settings.Administrators,
            ["forwarderName"] = [Names.Forwarder],
            ["invocationBucket"] = [settings.InvocationLogging.Bucket],
            ["invocationLogGroup"] = [settings.InvocationLogging.LogGroup],
            ["invocationRole"] = [settings.InvocationLogging.Role],
            ["partition"] = [settings.HomeRegion.Partition],
            ["product"] = [Names.Product],
            ["restorerName"] = [Names.Restorer],
        };
    }
}
