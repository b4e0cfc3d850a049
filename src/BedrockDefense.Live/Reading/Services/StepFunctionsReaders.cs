using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS Step Functions: state machines.</summary>
public static class StepFunctionsReaders
{
    private const string Service = "states";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:sfn/stateMachine:StateMachine")
            {
                Read = async (place, resource) =>
                {
                    var machine = await place
                        .JsonAsync(Service, "DescribeStateMachine", new() { ["stateMachineArn"] = resource.Id })
                        .ConfigureAwait(false);
                    var read = machine.Pick("name", "type", "roleArn", "definition");
                    // AWS may tell its own key, which nobody can disable.
                    if (machine["encryptionConfiguration"] is JsonObject encryption && encryption.Text("kmsKeyId") is not null)
                    {
                        read["encryptionConfiguration"] = encryption.DeepClone();
                    }

                    return read;
                },
            },
        ];
}
