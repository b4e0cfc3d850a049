using System.ComponentModel;
using BedrockDefense.Conversion;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Input;

/// <summary>The options of the verbs that fill a Sigma rule's placeholders.</summary>
internal class RuleSettings : CommandSettings
{
    public const string ConfigDescription =
        "The configuration that the placeholders of rules are filled from; Pulumi.dev.yaml unless said otherwise, and none is needed.";

    public const string AdministratorDescription =
        "A role that may change the logging configuration, instead of those of a configuration (may be repeated).";

    private ConfiguredPlaceholders? _placeholders;

    [CommandOption("--config <FILE>")]
    [Description(ConfigDescription)]
    public string? Config { get; init; }

    [CommandOption("--administrator <ARN>")]
    [Description(AdministratorDescription)]
    public string[] Administrators { get; init; } = [];

    /// <summary>Returns the values of a rule's placeholders. The configuration is read only if the rule has placeholders.</summary>
    /// <exception cref="InvalidInputException">The configuration cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PlaceholdersOf(SigmaRule rule) =>
        RulePlaceholders.Of(rule) is []
            ? new Dictionary<string, IReadOnlyList<string>>()
            : (_placeholders ??= new(Config, Administrators)).Values;
}
