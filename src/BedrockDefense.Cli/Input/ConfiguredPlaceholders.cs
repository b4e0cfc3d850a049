using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Cli.Input;

/// <summary>The values of the placeholders of rules, from a configuration.</summary>
/// <param name="config">The file of the configuration; null for the usual one, if it exists.</param>
/// <param name="administratorOptions">The administrators that options name; empty for those of the configuration.</param>
internal sealed class ConfiguredPlaceholders(string? config, string[] administratorOptions)
{
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _values;

    /// <summary>
    /// The values, from the configuration, which is read only once. Without a configuration, nobody is an administrator unless
    /// <c>--administrator</c> says so; standard error says this first.
    /// </summary>
    /// <exception cref="InvalidInputException">The configuration, or an administrator, cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => _values ??= Read();

    private IReadOnlyDictionary<string, IReadOnlyList<string>> Read()
    {
        var administrators = AdministratorOption.Read(administratorOptions);
        if (ConfigFile.PathOf(config) is { } path)
        {
            var settings = SettingsParser.ParseValues(ConfigFile.Read(path));
            return Placeholders.Of(administrators is null ? settings : settings with { Administrators = administrators }).ByName;
        }

        // This is plain text on one line, so that a reader of a log sees which configuration the answer is based on.
        ConsoleOutput.WriteRemark(
            administrators is null
                ? $"no configuration: everybody counts as non-admin ({UnknownOrganization.Hint})"
                : $"no configuration: only who --administrator names counts as administrator ({UnknownOrganization.Hint})"
        );
        return UnknownOrganization.Placeholders(administrators).ByName;
    }
}
