using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Checking;

/// <summary>
/// The settings of a stack, valid each in itself and together: what is made of them fits AWS's limits. Verbs that deploy
/// nothing and fill rules only parse the values alone, since a hunt would take a tenth of a second longer for this.
/// </summary>
public static class CheckedSettings
{
    /// <summary>Parses a configuration, and makes its documents to see whether AWS would take them.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="secretKeys">
    /// The keys whose values are secret or hold a secret; null where <see cref="Secret.Mask"/> stands for each.
    /// </param>
    /// <exception cref="InvalidSettingsException">With every fault found.</exception>
    public static DefenseSettings Parse(IReadOnlyDictionary<string, string> config, IReadOnlySet<string>? secretKeys = null)
    {
        var settings = SettingsParser.ParseValues(config, secretKeys);
        List<Fault> faults = [.. SettingsLimits.Faults(settings)];
        return faults.Count == 0 ? settings : throw new InvalidSettingsException(faults);
    }
}
