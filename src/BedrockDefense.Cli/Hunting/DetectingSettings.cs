using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of the verbs that look for detections in an archive.</summary>
internal abstract class DetectingSettings : ArchiveSettings
{
    private ConfiguredPlaceholders? _placeholders;

    [CommandOption("--config <FILE>")]
    [Description(RuleSettings.ConfigDescription)]
    public string? Config { get; init; }

    [CommandOption("--administrator <ARN>")]
    [Description(RuleSettings.AdministratorDescription)]
    public string[] Administrators { get; init; } = [];

    /// <summary>The values of the placeholders of rules.</summary>
    public ConfiguredPlaceholders Placeholders => _placeholders ??= new(Config, Administrators);
}
