using System.ComponentModel;
using BedrockDefense.Cli.Output;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Input;

/// <summary>The options of every verb that renders the stack.</summary>
internal class StackSettings : CommandSettings
{
    [CommandOption("--config <FILE>")]
    [Description("The configuration of the stack to render; Pulumi.dev.yaml unless said otherwise.")]
    public string? Config { get; init; }

    [CommandOption("--format <FORMAT>")]
    [Description("How to show the answer: json, for other programs, or as people read it unless said otherwise.")]
    public string? Format { get; init; }

    /// <summary>Reads the named configuration, or else <c>Pulumi.dev.yaml</c>.</summary>
    /// <exception cref="InvalidInputException">The file does not exist, or it is not a configuration.</exception>
    public Dictionary<string, string> ReadConfig() => ConfigFile.Read(Config ?? ConfigFile.Default);

    /// <summary>
    /// Reads the named configuration, or else <c>Pulumi.dev.yaml</c>, or else the built-in sample. Standard error says when
    /// the sample is used.
    /// </summary>
    /// <exception cref="InvalidInputException">The file is not a configuration.</exception>
    public Dictionary<string, string> ReadConfigOrSample()
    {
        if (ConfigFile.PathOf(Config) is { } path)
        {
            return ConfigFile.Read(path);
        }

        ConsoleOutput.WriteRemark(
            $"there is no {ConfigFile.Default} here: this is about the built-in sample, an invented organization; --config "
                + "FILE names a configuration"
        );
        return ConfigFile.Sample();
    }

    /// <summary>Reads the digests of the secrets in the configuration that <see cref="ReadConfigOrSample"/> reads.</summary>
    public IReadOnlyDictionary<string, string> ReadSecretDigests() =>
        ConfigFile.PathOf(Config) is { } path ? ConfigFile.ReadSecretDigests(path) : new Dictionary<string, string>();

    /// <summary>Renders the stack of this configuration, with progress on standard error.</summary>
    /// <exception cref="InvalidInputException">The configuration is invalid, or AWS would refuse a document of the stack.</exception>
    public static async Task<StackDeclaration> RenderAsync(IReadOnlyDictionary<string, string> config, SampleOrganization organization)
    {
        var stack = await Progress
            .WhileAsync("Rendering the stack", note => StackRenderer.RenderAsync(config, organization, note))
            .ConfigureAwait(false);
        Rehearser.RequireRehearsable(stack);
        return stack;
    }

    /// <summary>Returns the format that the user asks for; the first is the default.</summary>
    /// <exception cref="InvalidInputException">The format is not among these.</exception>
    public string FormatAmong(params string[] formats) => FormatOption.Among(Format, formats);
}
