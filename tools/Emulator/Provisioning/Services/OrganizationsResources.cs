namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS Organizations: policies and their attachments.</summary>
internal static class OrganizationsResources
{
    private const string Service = "organizations";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:organizations/policy:Policy")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .JsonAsync(Service, "CreatePolicy", inputs.ToPascalCase("name", "description", "type", "content"))
                        .ConfigureAwait(false);
                    var summary = created["Policy"]!["PolicySummary"]!.AsObject();
                    return new CreatedResource(summary.Need("Id"), summary.Need("Arn"));
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeletePolicy", new() { ["PolicyId"] = resource.Id }),
            },
            new("aws:organizations/policyAttachment:PolicyAttachment")
            {
                Create = async (place, _, inputs) =>
                {
                    await place.JsonAsync(Service, "AttachPolicy", inputs.ToPascalCase("policyId", "targetId")).ConfigureAwait(false);
                    return new CreatedResource($"{inputs.Need("targetId")}:{inputs.Need("policyId")}");
                },
                Delete = (place, resource) =>
                    place.JsonAsync(Service, "DetachPolicy", resource.Inputs.ToPascalCase("policyId", "targetId")),
            },
        ];
}
