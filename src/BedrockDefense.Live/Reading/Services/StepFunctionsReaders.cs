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
                    (
                        await place
                            .JsonAsync(Service, "DescribeStateMachine", new() { ["stateMachineArn"] = resource.Id })
                            .ConfigureAwait(false)
                    ).Pick("name", "type", "roleArn", "definition"),
            },
        ];
}
