using System.ComponentModel;
using Spectre.Console.Cli;

namespace BedrockDefense.Emulator;

/// <summary>The options of <c>make emulate</c>.</summary>
internal sealed class EmulateSettings : CommandSettings
{
    [CommandOption("--config <FILE>")]
    [Description("The configuration of the stack to provision.")]
    [DefaultValue("Pulumi.dev.yaml")]
    public string Config { get; init; } = "Pulumi.dev.yaml";

    [CommandOption("--scenario <ID>")]
    [Description("The attack to play.")]
    [DefaultValue("advisory-chain")]
    public string Scenario { get; init; } = "advisory-chain";

    [CommandOption("--keep")]
    [Description("Leave the stack and the emulator as they are afterwards, and say how to look around with the AWS CLI.")]
    public bool Keep { get; init; }
}
