using BedrockDefense.Alerts;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Tells people and machines when a restorer gave up. Step Functions itself writes the event, with a source that nobody
/// else can give an event, so no attacker can forge the message.
/// </summary>
internal sealed class RestoreFailures : ComponentResource
{
    private const string Name = RestoreFailureMessage.Detection;

    /// <summary>The executions of the restorers that did not succeed, whatever account and Region they ran in.</summary>
    public const string Pattern =
        $$$"""{"source":["aws.states"],"detail-type":["Step Functions Execution Status Change"],"detail":{"stateMachineArn":[{"suffix":":stateMachine:{{{Names.Restorer}}}"}],"status":["FAILED","TIMED_OUT","ABORTED"]}}""";

    public RestoreFailures(CentralBus bus, AlertChannels channels, AlertRoutes routes, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:response:RestoreFailures", "restore-failures", account.Component)
    {
        var rule = new CloudWatch.EventRule(Name, new()
        {
            Name = Name,
            Description = "A restorer could not put the logging configuration back",
            EventBusName = bus.Name,
            EventPattern = Pattern,
            State = "ENABLED",
        }, new() { Parent = this });
        Route(rule, "text", RestoreFailureMessage.Text(settings.RunbookBaseUrl), channels.BySeverity[SigmaLevel.Critical], bus, routes, settings.RunbookIsSecret);
        foreach (var (name, own) in channels.Own.Where(own => own.Value.Selection.Asks(Name, SigmaLevel.Critical)).OrderBy(own => own.Key, StringComparer.Ordinal))
        {
            var message = own.Selection.IsChat ? RestoreFailureMessage.Chat(settings.RunbookBaseUrl) : RestoreFailureMessage.Text(settings.RunbookBaseUrl);
            Route(rule, name, message, own.Channel, bus, routes, settings.RunbookIsSecret);
        }

        Route(rule, "finding", RestoreFailureMessage.Finding(), channels.Findings, bus, routes, isSecret: false);
        RegisterOutputs();
    }

    private void Route(CloudWatch.EventRule rule, string form, AlertMessage message, AlertChannel channel, CentralBus bus, AlertRoutes routes, bool isSecret) =>
        AlertTarget.Declare($"{Name}-{form}", form, rule, message, channel, bus, routes.DeadLetters, this, isSecret);
}
