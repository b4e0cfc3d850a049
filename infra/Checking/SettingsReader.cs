using System.Text.Json;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Checking;

/// <summary>
/// Hands the stack's configuration to <see cref="CheckedSettings"/>. It reads the same environment variable as Pulumi's own <c>Config</c>
/// (<c>PULUMI_CONFIG</c>: a JSON object of <c>namespace:key</c> to text). <c>Config</c> cannot list its keys, and a misspelt key must not
/// pass unseen.
/// </summary>
public static class SettingsReader
{
    /// <summary>The environment variable in which the Pulumi engine hands a program its configuration.</summary>
    public const string Variable = "PULUMI_CONFIG";

    /// <summary>The environment variable with the keys whose values are secret or hold a secret: a JSON list.</summary>
    public const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>Reads the settings of the running deployment.</summary>
    /// <exception cref="InvalidSettingsException">The configuration is not valid; the exception has every fault.</exception>
    public static DefenseSettings Read()
    {
        var json = Environment.GetEnvironmentVariable(Variable);
        var config = string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        var keys = Environment.GetEnvironmentVariable(SecretKeysVariable);
        return CheckedSettings.Parse(
            config ?? [],
            (string.IsNullOrEmpty(keys) ? null : JsonSerializer.Deserialize<HashSet<string>>(keys)) ?? []
        );
    }
}
