using System.ComponentModel;
using BedrockDefense.Cli.Output;
using BedrockDefense.Conversion;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using BedrockDefense.Stack.Configuration;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Input;

/// <summary>The options of the verbs that fill a Sigma rule's placeholders.</summary>
internal class RuleSettings : CommandSettings
{
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _placeholders;

    [CommandOption("--config <FILE>")]
    [Description(
        "The configuration that the placeholders of rules are filled from; Pulumi.dev.yaml unless said otherwise, and none is needed."
    )]
    public string? Config { get; init; }

    [CommandOption("--administrator <ARN>")]
    [Description("A role that may change the logging configuration, instead of those of a configuration (may be repeated).")]
    public string[] Administrators { get; init; } = [];

    /// <summary>
    /// The values of placeholders, from the configuration, which is read only once. Without a configuration, nobody is an
    /// administrator unless <c>--administrator</c> says so; standard error says this first.
    /// </summary>
    /// <exception cref="InvalidInputException">The configuration, or an administrator, cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders => _placeholders ??= Read();

    /// <summary>Returns the values of a rule's placeholders. The configuration is read only if the rule has placeholders.</summary>
    /// <exception cref="InvalidInputException">The configuration cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PlaceholdersOf(SigmaRule rule) =>
        RulePlaceholders.Of(rule) is [] ? new Dictionary<string, IReadOnlyList<string>>() : Placeholders;

    private IReadOnlyDictionary<string, IReadOnlyList<string>> Read()
    {
        var administrators = AdministratorOption.Read(Administrators);
        if (ConfigFile.PathOf(Config) is { } path)
        {
            var settings = SettingsParser.ParseValues(ConfigFile.Read(path));
            return Infra
                .Detection.Placeholders.Of(administrators is null ? settings : settings with { Administrators = administrators })
                .ByName;
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
