using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Reporting.Reading;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Reporting;

/// <summary>The options of <c>report</c>.</summary>
internal sealed class ReportSettings : StackSettings
{
    [CommandOption("--rehearsal")]
    [Description("Show the rehearsed attacks; so it does when no file is named.")]
    public bool Rehearsal { get; init; }

    [CommandOption($"{VerificationFile.Option} <FILE>")]
    [Description("Show what verify --format json wrote.")]
    public string? Verify { get; init; }

    [CommandOption($"{FindingsFile.Option} <FILE>")]
    [Description("Show the findings that hunt --format jsonl wrote.")]
    public string? Hunt { get; init; }

    [CommandOption($"{InvestigationFile.Option} <FILE>")]
    [Description("Show the story that investigate --format jsonl wrote.")]
    public string? Investigate { get; init; }

    [CommandOption("--accounts <N>")]
    [Description("Show what the stack costs in a month for so many accounts.")]
    public long? Accounts { get; init; }

    [CommandOption("--out <FILE>")]
    [Description("Write the report there, instead of to standard output. An earlier report is replaced, no other file.")]
    public string? Out { get; init; }

    /// <summary>Whether the report is about a configuration, and not about files alone.</summary>
    public bool IsOfConfiguration => Rehearsal || Accounts is not null || (Verify ?? Hunt ?? Investigate) is null;
}
