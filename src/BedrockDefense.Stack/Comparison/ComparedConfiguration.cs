using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.SavedPlans;

namespace BedrockDefense.Stack.Comparison;

/// <summary>A configuration to compare, read and checked, or that of a plan.</summary>
/// <param name="Config">The configuration, as the engine would hand it to the program.</param>
/// <param name="Settings">The settings in it.</param>
/// <param name="SecretDigests">The settings that hold a secret, each with a digest. Equal digests mean equal secrets.</param>
public sealed record ComparedConfiguration(
    IReadOnlyDictionary<string, string> Config,
    DefenseSettings Settings,
    IReadOnlyDictionary<string, string> SecretDigests
)
{
    /// <summary>The plan that the configuration was read from; null for a configuration that has not been rendered yet.</summary>
    public SavedPlan? Plan { get; private init; }

    /// <summary>The name of the file, for sentences.</summary>
    public string File { get; private init; } = "";

    /// <summary>Returns the configuration of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The name of its file.</param>
    public static ComparedConfiguration Of(SavedPlan plan, string path)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new ComparedConfiguration(plan.Config, plan.Settings, plan.SecretDigests) { Plan = plan, File = path };
    }

    /// <summary>Reads a configuration. Every fault names the file.</summary>
    /// <param name="path">The path of a <c>Pulumi.&lt;stack&gt;.yaml</c>.</param>
    /// <exception cref="InvalidInputException">The file does not exist, or its configuration is invalid.</exception>
    public static ComparedConfiguration Read(string path)
    {
        var config = ConfigFile.Read(path);
        try
        {
            return new ComparedConfiguration(config, CheckedSettings.Parse(config), ConfigFile.ReadSecretDigests(path));
        }
        catch (InvalidInputException exception)
        {
            // A fault of the settings names the setting, but two files may have it.
            throw new InvalidInputException([
                .. exception.Faults.Select(fault => fault.Location is null ? fault with { Location = new SourceLocation(path) } : fault),
            ]);
        }
    }
}
