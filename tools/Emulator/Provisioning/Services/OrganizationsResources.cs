using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;

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
                Read = async (place, resource) =>
                {
                    var policy = (
                        await place.JsonAsync(Service, "DescribePolicy", new() { ["PolicyId"] = resource.Id }).ConfigureAwait(false)
                    )["Policy"]!;
                    var read = policy["PolicySummary"]!.AsObject().ToCamelCase("Name", "Description", "Type");
                    read["content"] = policy["Content"]!.DeepClone();
                    return read;
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
                Read = async (place, resource) =>
                {
                    var (target, policy) = (resource.Text("targetId")!, resource.Text("policyId")!);
                    foreach (var type in new[] { OrganizationPolicyType.ServiceControl, OrganizationPolicyType.ResourceControl })
                    {
                        var attached = await place
                            .JsonAsync(Service, "ListPoliciesForTarget", new() { ["TargetId"] = target, ["Filter"] = type.Name })
                            .ConfigureAwait(false);
                        if (attached["Policies"]!.AsArray().Any(one => one!["Id"]!.GetValue<string>() == policy))
                        {
                            return new JsonObject { ["policyId"] = policy, ["targetId"] = target };
                        }
                    }

                    throw new InvalidOperationException($"{policy} is not attached to {target}");
                },
                Delete = (place, resource) =>
                    place.JsonAsync(Service, "DetachPolicy", resource.Inputs.ToPascalCase("policyId", "targetId")),
            },
        ];
}
