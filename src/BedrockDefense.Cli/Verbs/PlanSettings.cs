using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>The options of <c>plan</c>.</summary>
internal sealed class PlanSettings : StackSettings
{
    private const int Most = 100_000;

    [CommandOption("--accounts <N>")]
    [Description(
        "Renders as for an organization of N accounts, the management account among them, and says how many stacks its stack sets make."
    )]
    public int? Accounts { get; init; }

    /// <summary>The number asked for; null when none is.</summary>
    /// <param name="least">The accounts that the configuration names and an organization has.</param>
    /// <exception cref="InvalidInputException">It is out of range.</exception>
    public int? AccountsFrom(int least) =>
        Accounts < least || Accounts > Most
            ? throw new InvalidInputException(
                FormattableString.Invariant($"--accounts {Accounts}: write a number from {least} to {Most:#,##0}")
            )
            : Accounts;
}
