using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>The options of <c>plan</c>.</summary>
internal sealed class PlanSettings : StackSettings
{
    private const int MaximumAccounts = 100_000;

    [CommandOption("--accounts <N>")]
    [Description(
        "Renders as for an organization of N accounts, the management account among them, and says how many stacks its stack sets make."
    )]
    public int? Accounts { get; init; }

    /// <summary>Returns the number of accounts that the user asks for; null when the user gives none.</summary>
    /// <param name="least">
    /// The least number of accounts: those that the configuration names and those that every organization has.
    /// </param>
    /// <exception cref="InvalidInputException">The number is out of range.</exception>
    public int? AccountsFrom(int least) =>
        Accounts < least || Accounts > MaximumAccounts
            ? throw new InvalidInputException(
                FormattableString.Invariant($"--accounts {Accounts}: write a number from {least} to {MaximumAccounts:#,##0}")
            )
            : Accounts;
}
