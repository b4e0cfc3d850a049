using System.ComponentModel;
using BedrockDefense.Cli.Rendering;
using BedrockDefense.Conversion;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary>The option of the verbs that fill a Sigma rule's placeholders, and how they do it.</summary>
internal class RuleSettings : CommandSettings
{
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _placeholders;

    [CommandOption("--config <FILE>")]
    [Description("The configuration that the placeholders of a rule are filled from.")]
    [DefaultValue("Pulumi.dev.yaml")]
    public string Config { get; init; } = "Pulumi.dev.yaml";

    /// <summary>What placeholders stand for, from the configuration, which is read only once.</summary>
    /// <exception cref="InvalidInputException">The configuration cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders =>
        _placeholders ??= Infra.Detection.Placeholders.Of(SettingsParser.ParseValues(ConfigFile.Read(Config)));

    /// <summary>What a rule's placeholders stand for; the configuration is read only if it has any.</summary>
    /// <exception cref="InvalidInputException">The configuration cannot be used.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PlaceholdersOf(SigmaRule rule) =>
        RulePlaceholders.Of(rule) is [] ? new Dictionary<string, IReadOnlyList<string>>() : Placeholders;

    /// <summary>The text of a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static string ReadText(string file) => InputFile.ReadText(file);
}
