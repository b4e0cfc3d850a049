using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Checking;

/// <summary>
/// Parses the settings of a stack and checks them together: the documents made from them must fit AWS's limits. Commands that only fill
/// rules and deploy nothing skip this check, since it would make a hunt a tenth of a second slower.
/// </summary>
public static class CheckedSettings
{
    /// <summary>Parses a configuration, and makes its documents to check that AWS would accept them.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="secretKeys">
    /// The keys whose values are secret or hold a secret; null where <see cref="Secret.Mask"/> stands for each.
    /// </param>
    /// <exception cref="InvalidSettingsException">The configuration is not valid; the exception has every fault.</exception>
    public static DefenseSettings Parse(IReadOnlyDictionary<string, string> config, IReadOnlySet<string>? secretKeys = null)
    {
        var settings = SettingsParser.ParseValues(config, secretKeys);
        List<Fault> faults = [.. SettingsLimits.Faults(settings)];
        return faults.Count == 0 ? settings : throw new InvalidSettingsException(faults);
    }
}
