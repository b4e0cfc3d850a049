using System.ComponentModel;
using BedrockDefense.Cli.Output;
using BedrockDefense.Conversion;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using BedrockDefense.Stack.Configuration;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Input;

/// <summary>The options of the verbs that fill a Sigma rule's placeholders, and how they do it.</summary>
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
    /// What placeholders stand for, from the configuration, which is read only once. Without one, nobody is an administrator
    /// unless <c>--administrator</c> says so, and standard error says it first.
    /// </summary>
    /// <exception cref="InvalidInputException">The configuration, or an administrator, cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders => _placeholders ??= Read();

    /// <summary>What a rule's placeholders stand for; the configuration is read only if it has any.</summary>
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

        // Plain text on one line: whoever reads the answer from a log wants to know what it rests on.
        ConsoleOutput.WriteRemark(
            administrators is null
                ? $"no configuration: everybody counts as non-admin ({UnknownOrganization.Hint})"
                : $"no configuration: only who --administrator names counts as administrator ({UnknownOrganization.Hint})"
        );
        return UnknownOrganization.Placeholders(administrators).ByName;
    }
}
