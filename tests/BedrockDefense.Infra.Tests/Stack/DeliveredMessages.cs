using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>What one receiver is sent when an event reaches the stack.</summary>
internal static class DeliveredMessages
{
    /// <summary>Sends an event and returns the messages of the receivers that are meant. A failed delivery fails the test.</summary>
    public static List<string> Of(StackDeclaration stack, JsonNode @event, Func<Recipient, bool> isMeant)
    {
        var report = Assert.Single(Rehearser.Send(stack, JsonSerializer.SerializeToElement(@event)));
        Assert.Empty(report.Failures);
        return [.. report.Messages.Where(message => message.Recipients.Any(isMeant)).Select(message => message.Message)];
    }

    /// <summary>The deletion of a logging configuration in account 111122223333, after a change of the event's <c>detail</c>.</summary>
    public static JsonNode Deletion(Action<JsonNode> change)
    {
        var @event = JsonNode.Parse(
            new MaintenanceCase("2026-11-30T12:00:00Z", null, "DeleteModelInvocationLoggingConfiguration", []).Event().GetRawText()
        )!;
        @event["account"] = "111122223333";
        @event["detail"]!["eventID"] = "00000000-0000-4000-8000-00000000d001";
        change(@event["detail"]!);
        return @event;
    }

    /// <summary>That deletion by the principal with this ARN.</summary>
    public static JsonNode Deletion(string principal) => Deletion(detail => detail["userIdentity"]!["arn"] = principal);
}
