using System.Buffers;
using System.ComponentModel;
using BedrockDefense.Cli.Rendering;
using BedrockDefense.Conversion;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using BedrockDefense.Yaml;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary>The option of the verbs that fill a Sigma rule's placeholders, and how they do it.</summary>
internal class RuleSettings : CommandSettings
{
    /// <summary>Far above any rule, runbook or configuration.</summary>
    private const int MaximumBytes = 4_000_000;

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

    /// <summary>The text of a file in UTF-8.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or is no such text.</exception>
    public static string ReadText(string file)
    {
        // A length is nothing to rely on: devices have none.
        var bytes = ArrayPool<byte>.Shared.Rent(MaximumBytes + 1);
        try
        {
            using var stream = File.OpenRead(file);
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read > MaximumBytes)
                throw new InvalidInputException(FormattableString.Invariant($"the file has more than {MaximumBytes:N0} bytes, which is more than is read"), new SourceLocation(file));
            var faults = new FaultList();
            return YamlText.Decode(bytes.AsSpan(0, read), file, faults) ?? throw new InvalidInputException(faults.InOrder());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"cannot read {VisibleText.Quote(file)}: {exception.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
