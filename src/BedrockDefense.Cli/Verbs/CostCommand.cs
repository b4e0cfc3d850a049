using System.ComponentModel;
using System.Globalization;
using BedrockDefense.Aws;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Costs;
using BedrockDefense.Stack.Declaration;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>cost</c>: shows what the stack of a configuration costs in a month, line by line, with warnings about large costs.
/// </summary>
internal sealed class CostCommand : AsyncCommand<CostCommand.Settings>
{
    private const long MostAccounts = 100_000;
    private const long MostQueries = 1_000_000;
    private const long MostGigabytes = 1_000_000_000;

    /// <summary>The options. A value that is not given is derived.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandOption("--accounts <N>", isRequired: true)]
        [Description("The accounts of the organization, the management account among them.")]
        public long Accounts { get; init; }

        [CommandOption("--regions <M>")]
        [Description("The governed Regions; else those of the configuration.")]
        public int? Regions { get; init; }

        [CommandOption("--events <N>")]
        [Description("Management events that CloudTrail records in a month, in all accounts together; else a million for each account.")]
        public long? Events { get; init; }

        [CommandOption("--forwarded <N>")]
        [Description("How many of them are calls that a detection is about; else one in a thousand.")]
        public long? Forwarded { get; init; }

        [CommandOption("--alerts <N>")]
        [Description("Findings in a month.")]
        [DefaultValue(Usage.AssumedAlerts)]
        public long Alerts { get; init; } = Usage.AssumedAlerts;

        [CommandOption("--queries <N>")]
        [Description("How often in a month a saved Athena query is run, as it is saved: of one day, all accounts and Regions.")]
        [DefaultValue(Usage.AssumedQueries)]
        public long Queries { get; init; } = Usage.AssumedQueries;

        [CommandOption("--invocation-gigabytes <N>")]
        [Description("GB of model invocations that are logged in a month, in all accounts together; only their copies are estimated.")]
        [DefaultValue(Usage.AssumedInvocationGigabytes)]
        public long InvocationGigabytes { get; init; } = Usage.AssumedInvocationGigabytes;
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("table", "json");
        var config = settings.ReadConfig();
        var parsed = CheckedSettings.Parse(config);
        Require("--accounts", settings.Accounts, 1, MostAccounts);
        Require("--regions", settings.Regions, 1, AwsRegion.All.Count);
        Require("--events", settings.Events, 0, long.MaxValue / MostAccounts);
        Require("--forwarded", settings.Forwarded, 0, long.MaxValue / MostAccounts);
        Require("--alerts", settings.Alerts, 0, long.MaxValue / MostAccounts);
        Require("--queries", settings.Queries, 0, MostQueries);
        Require("--invocation-gigabytes", settings.InvocationGigabytes, 0, MostGigabytes);
        var assumed = Usage.Assumed(settings.Accounts, settings.Regions ?? parsed.Regions.Length, settings.Events);
        var usage = assumed with
        {
            Forwarded = settings.Forwarded ?? assumed.Forwarded,
            Alerts = settings.Alerts,
            Queries = settings.Queries,
            InvocationGigabytes = settings.InvocationGigabytes,
        };
        var stack = await StackSettings.RenderAsync(config, SampleOrganization.Of(parsed)).ConfigureAwait(false);
        var estimate = CostEstimator.Of(stack, usage);
        if (format == "json")
        {
            ConsoleOutput.WriteJson(
                new
                {
                    usage,
                    lines = estimate.Lines.Select(line => new
                    {
                        line.What,
                        line.Units,
                        line.Price.Unit,
                        dollars = decimal.Round(line.Dollars, 2),
                        line.Price.Source,
                        countedBy = line.Basis,
                    }),
                    total = decimal.Round(estimate.Total, 2),
                    estimate.Traps,
                }
            );
        }
        else
        {
            Write(ConsoleOutput.Answers(), usage, estimate);
        }

        return ExitCode.Success;
    }

    private static void Require(string option, long? value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new InvalidInputException($"{option} {value}: write a number from {Number(least)} to {Number(most)}");
        }
    }

    private static void Write(IAnsiConsole console, Usage usage, CostEstimate estimate)
    {
        console.WriteLine(
            $"A month of {Number(usage.Accounts)} accounts in {usage.Regions} Regions, with {Number(usage.Events)} "
                + $"management events, {Number(usage.Alerts)} findings and {Number(usage.Queries)} saved queries run"
        );
        var table = new Table().Border(TableBorder.Rounded).AddColumns("What", "Units", "Of", "US dollars", "Price by");
        table.Columns[1].RightAligned().NoWrap();
        table.Columns[3].RightAligned().NoWrap();
        foreach (var line in estimate.Lines)
        {
            table.AddRow(
                new Text(line.What),
                new Text(Number(line.Units)),
                new Text(line.Price.Unit),
                new Text(Dollars(line.Dollars)),
                new Text(line.Price.Source)
            );
        }

        table.AddEmptyRow();
        table.AddRow(
            new Text("Together"),
            new Text(""),
            new Text(""),
            new Text(Dollars(estimate.Total)),
            new Text("list prices, US East (N. Virginia), without free allowances but Scheduler's")
        );
        console.WriteTable(table);
        List(console, "Counted by", estimate.Lines.Select(line => line.Basis).OfType<string>().Distinct());
        List(console, "The traps", estimate.Traps);
    }

    private static void List(IAnsiConsole console, string title, IEnumerable<string> items)
    {
        console.WriteLine(title);
        foreach (var item in items)
        {
            console.WriteLine($"- {item}");
        }
    }

    private static string Number(decimal number) => decimal.Round(number).ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Dollars(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
