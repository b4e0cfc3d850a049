using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Shows the way of an event from the attacked account to people. It is that of the first call that alerts somebody.</summary>
internal static class PathParts
{
    /// <summary>Returns the stations; none when no message of the chain reached anybody.</summary>
    public static IReadOnlyList<PathStation> Of(RehearsalReport chain, StackDeclaration stack, SourceList sources)
    {
        var call = chain
            .Steps.SelectMany(step => step.Calls)
            .FirstOrDefault(one => one.Messages.Any(message => message.Channel != DeliveredMessage.FindingsChannel && IsRead(message)));
        if (call is null)
        {
            return [];
        }

        var read = call.Messages.Where(IsRead).ToList();
        return
        [
            new PathStation("Call", [Text(call.Action)]),
            new PathStation("Account and Region", [Text($"{AccountOf(chain.Principal)}, {chain.Region}")]),
            new PathStation("Forwarders, by StackSet", [.. Names(stack, "aws:cloudformation/stackSet:StackSet", "forwarder")]),
            new PathStation("Central event bus", [.. Names(stack, "aws:cloudwatch/eventBus:EventBus", "")]),
            new PathStation("Rules", [.. call.Detections.Select(sources.Rule)]),
            new PathStation(
                "Topics",
                [.. read.Select(message => message.TopicArn[(message.TopicArn.LastIndexOf(':') + 1)..]).Distinct().Select(Text)]
            ),
            new PathStation(
                "Subscribers",
                [.. read.SelectMany(message => message.Recipients).Select(one => one.ToString()).Distinct().Select(Text)]
            ),
        ];
    }

    private static bool IsRead(DeliveredMessage message) => message.Recipients.Count > 0;

    private static IEnumerable<Reference> Names(StackDeclaration stack, string type, string part) =>
        stack
            .OfType(type)
            .Select(resource => resource.Text("name") ?? resource.Name)
            .Where(name => name.Contains(part, StringComparison.Ordinal))
            .Distinct()
            .Select(Text);

    private static string AccountOf(string principal) => principal.Split(':')[4];

    private static Reference Text(string text) => new(text, null);
}
