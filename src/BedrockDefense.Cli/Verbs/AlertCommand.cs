using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>alert EVENT…</c>: shows which detections fire, and each message as each subscriber of a configuration gets it.
/// </summary>
internal sealed class AlertCommand : AsyncCommand<AlertCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandArgument(0, "<EVENTS>")]
        [Description("Files with CloudTrail records, in any form that hunt reads; - for standard input.")]
        public string[] Events
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("text", "json");
        InputFile.RequireOnce(settings.Events);
        var (records, faults) = EventFile.Read(settings.Events);
        var events = records.Select(one => (one.Name, Event: EventFile.OnTheBus(one.Name, one.Record, one.Event))).ToList();
        var config = settings.ReadConfig();
        var stack = await StackSettings.RenderAsync(config, SampleOrganization.Of(CheckedSettings.Parse(config))).ConfigureAwait(false);
        List<(string Name, EventReport Report)> reports =
        [
            .. events.Select(one => one.Name).Zip(Rehearser.SendFromTheirPlaces(stack, events.Select(one => one.Event))),
        ];
        if (format == "json")
        {
            ConsoleOutput.WriteJson(
                reports.Select(one => new
                {
                    Event = one.Name,
                    one.Report.Detections,
                    one.Report.NotForwarded,
                    one.Report.Messages,
                    one.Report.Failures,
                })
            );
        }
        else
        {
            reports.ForEach(one => Write(one.Name, one.Report));
        }

        return EventFile.Finish(
            faults,
            reports.Exists(one => one.Report.Detections.Count > 0)
            && !reports.Exists(one => IsLost(one.Report) || one.Report.Failures.Count > 0)
                ? ExitCode.Success
                : ExitCode.No
        );
    }

    // This is plain text, not markup, so nothing has to be escaped.
    private static void Write(string name, EventReport report)
    {
        var detections = string.Join(", ", report.Detections);
        WriteLine(
            report.Detections.Count == 0 ? $"{name}: nothing fires"
            : IsLost(report) ? $"{name}: NOBODY IS TOLD: {report.NotForwarded}. Were it forwarded, it would fire {detections}"
            : $"{name}: fires {detections}"
        );
        foreach (var message in report.Messages)
        {
            WriteLine("");
            WriteLine($"to {message.Channel}, for {Recipients(message)}:");
            foreach (var line in message.Message.Split('\n'))
            {
                WriteLine($"  {line}", isWhole: message.Message.StartsWith('{'));
            }
        }

        foreach (var failure in report.Failures)
        {
            WriteLine($"NOT delivered by {failure.Rule} to {failure.TargetArn}: {failure.Reason}");
        }

        WriteLine("");
    }

    private static bool IsLost(EventReport report) => report is { NotForwarded: not null, Detections.Count: > 0 };

    private static string Recipients(DeliveredMessage message) =>
        message.Recipients.Count == 0
            ? "nobody subscribed"
            : string.Join(
                ", ",
                message.Recipients.Select(recipient =>
                    $"{recipient}{(HasEnvelope(recipient) ? " (as the Message in SNS's envelope)" : "")}"
                )
            );

    private static bool HasEnvelope(Recipient recipient) =>
        AlertProtocol.All.Any(protocol => protocol.SnsName == recipient.Protocol && protocol.HasEnvelope);

    // A line break inside JSON would change the text for a user who copies it from the terminal.
    private static void WriteLine(string line, bool isWhole = false)
    {
        if (isWhole)
        {
            Console.WriteLine(VisibleText.Of(line));
        }
        else
        {
            ConsoleOutput.WriteLine(VisibleText.Of(line), indent: 4);
        }
    }
}
