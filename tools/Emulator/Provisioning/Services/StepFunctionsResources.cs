namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS Step Functions: state machines.</summary>
internal static class StepFunctionsResources
{
    private const string Service = "states";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:sfn/stateMachine:StateMachine")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .JsonAsync(Service, "CreateStateMachine", inputs.Pick("name", "type", "roleArn", "definition"))
                        .ConfigureAwait(false);
                    return new CreatedResource(created.Need("stateMachineArn"), created.Need("stateMachineArn"));
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteStateMachine", new() { ["stateMachineArn"] = resource.Id }),
            },
        ];
}
