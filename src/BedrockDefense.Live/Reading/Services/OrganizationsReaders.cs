using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS Organizations: policies and their attachments.</summary>
public static class OrganizationsReaders
{
    private const string Service = "organizations";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:organizations/policy:Policy")
            {
                Read = async (place, resource) =>
                {
                    var policy = (
                        await place.JsonAsync(Service, "DescribePolicy", new() { ["PolicyId"] = resource.Id }).ConfigureAwait(false)
                    )["Policy"]!;
                    var read = policy["PolicySummary"]!.AsObject().ToCamelCase("Name", "Description", "Type");
                    read["content"] = policy["Content"]!.DeepClone();
                    return read;
                },
            },
            new("aws:organizations/policyAttachment:PolicyAttachment")
            {
                Read = async (place, resource) =>
                {
                    var (target, policy) = (resource.Text("targetId")!, resource.Text("policyId")!);
                    foreach (var type in new[] { OrganizationPolicyType.ServiceControl, OrganizationPolicyType.ResourceControl })
                    {
                        var attached = await place
                            .AllAsync(Service, "ListPoliciesForTarget", "Policies", new() { ["TargetId"] = target, ["Filter"] = type.Name })
                            .ConfigureAwait(false);
                        if (attached.Any(one => one.Need("Id") == policy))
                        {
                            return new JsonObject { ["policyId"] = policy, ["targetId"] = target };
                        }
                    }

                    throw new ResourceMissingException($"{policy} is not attached to {target}");
                },
            },
        ];
}
