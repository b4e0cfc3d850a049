using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>A call that a state machine makes to deliver a message, as policies see it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Keys">The condition keys that the service sets.</param>
internal sealed record DeliveryCall(string Action, string Resource, params (string Key, string Value)[] Keys);

/// <summary>How a state machine delivers the messages that it gets, read from its definition.</summary>
/// <param name="Calls">The calls that it makes. Its role must be allowed all of them.</param>
/// <param name="Recipient">Who gets the message; null when a topic passes it on.</param>
/// <param name="Topic">The ARN of the topic that passes it on; null for none.</param>
internal sealed record MachineDelivery(IReadOnlyList<DeliveryCall> Calls, Recipient? Recipient, string? Topic = null)
{
    // EventBridge adds an id to the name of the secret, and Secrets Manager six characters.
    private const string SecretSuffix = "/0f1e2d3c-4b5a-4968-8776-655443322110-AbCdEf";

    /// <summary>Reads how a state machine delivers; null when it does something else.</summary>
    public static MachineDelivery? Read(SimulatedStateMachine machine)
    {
        foreach (var (_, state) in machine.Definition["States"]!.AsObject())
        {
            var service = state!["Resource"]?.GetValue<string>().Split(":states:::")[^1];
            var arguments = state["Arguments"];
            switch (service)
            {
                case "aws-sdk:securityhub:batchImportFindings":
                    var product = Text(arguments?["Findings"]?[0]?["ProductArn"]);
                    return new([new("securityhub:BatchImportFindings", product)], new("securityhub", product));
                case "sns:publish":
                    var topic = Text(arguments?["TopicArn"]);
                    return new([new("sns:Publish", topic)], null, topic);
                case "http:invoke":
                    return Post(machine, arguments!);
                default:
                    continue;
            }
        }

        return null;
    }

    private static MachineDelivery Post(SimulatedStateMachine machine, JsonNode arguments)
    {
        var (endpoint, connection) = (Text(arguments["ApiEndpoint"]), Text(arguments["InvocationConfig"]?["ConnectionArn"]));
        var parts = connection.Split(':');
        var secret =
            $"arn:{parts[1]}:secretsmanager:{parts[3]}:{parts[4]}:secret:events!{parts[5][..parts[5].LastIndexOf('/')]}{SecretSuffix}";
        return new(
            [
                new(
                    "states:InvokeHTTPEndpoint",
                    machine.Arn,
                    ("states:HTTPEndpoint", endpoint),
                    ("states:HTTPMethod", Text(arguments["Method"]))
                ),
                new("events:RetrieveConnectionCredentials", connection),
                new("secretsmanager:DescribeSecret", secret),
                new("secretsmanager:GetSecretValue", secret),
            ],
            new(DeliveredMessage.DestinationOf(machine.Arn), endpoint)
        );
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
