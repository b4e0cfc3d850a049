using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>A configuration to compare, read and checked.</summary>
/// <param name="Config">The configuration, as the engine would hand it to the program.</param>
/// <param name="Settings">The settings in it.</param>
/// <param name="Ciphertexts">
/// The settings that hold a secret, each as a text with the ciphertexts in their places. Equal texts hold equal secrets.
/// </param>
public sealed record ComparedConfiguration(
    IReadOnlyDictionary<string, string> Config,
    DefenseSettings Settings,
    IReadOnlyDictionary<string, string> Ciphertexts
)
{
    /// <summary>Reads a configuration. Every fault names the file.</summary>
    /// <param name="path">The path of a <c>Pulumi.&lt;stack&gt;.yaml</c>.</param>
    /// <exception cref="InvalidInputException">The file does not exist, or its configuration is invalid.</exception>
    public static ComparedConfiguration Read(string path)
    {
        var config = ConfigFile.Read(path);
        try
        {
            return new ComparedConfiguration(config, CheckedSettings.Parse(config), ConfigFile.ReadCiphertexts(path));
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
