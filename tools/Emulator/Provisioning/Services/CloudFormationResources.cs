using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS CloudFormation: service-managed StackSets and their instances.</summary>
internal static class CloudFormationResources
{
    private const string Service = "cloudformation";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:cloudformation/stackSet:StackSet")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .QueryAsync(
                            Service,
                            "CreateStackSet",
                            [
                                ("StackSetName", inputs.Need("name")),
                                ("Description", inputs.Text("description")),
                                ("TemplateBody", EmulatedTemplate.Of(inputs.Need("templateBody"))),
                                ("PermissionModel", inputs.Text("permissionModel")),
                                ("CallAs", inputs.Text("callAs")),
                                ("AutoDeployment.Enabled", inputs["autoDeployment"]?.AsObject().Form("enabled")),
                                (
                                    "AutoDeployment.RetainStacksOnAccountRemoval",
                                    inputs["autoDeployment"]?.AsObject().Form("retainStacksOnAccountRemoval")
                                ),
                                ("ManagedExecution.Active", inputs["managedExecution"]?.AsObject().Form("active")),
                                .. QueryProtocol.Members(
                                    "AutoDeployment.DependsOn",
                                    inputs["autoDeployment"]?.AsObject().Texts("dependsOnStackSets") ?? []
                                ),
                                .. QueryProtocol.Members("Capabilities", inputs.Texts("capabilities")),
                                .. EmulatedTags.Of(inputs),
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(
                        inputs.Need("name"),
                        (await CloudFormationReaders.DescribeAsync(place, inputs.Need("name")).ConfigureAwait(false)).Text("StackSetARN")
                    )
                    {
                        Outputs = { ["stackSetId"] = created.Text("StackSetId") },
                    };
                },
                Delete = (place, resource) => place.QueryAsync(Service, "DeleteStackSet", ("StackSetName", resource.Id)),
            },
            new("aws:cloudformation/stackInstances:StackInstances")
            {
                Create = async (place, _, inputs) =>
                {
                    var units = await ServiceManagedTargets
                        .UnitsAsync(place, inputs["deploymentTargets"]!.AsObject().Texts("organizationalUnitIds"))
                        .ConfigureAwait(false);
                    await place
                        .QueryAsync(
                            Service,
                            "CreateStackInstances",
                            [
                                ("StackSetName", inputs.Need("stackSetName")),
                                ("CallAs", inputs.Text("callAs")),
                                .. QueryProtocol.Members("DeploymentTargets.OrganizationalUnitIds", units),
                                .. QueryProtocol.Members("Regions", inputs.Texts("regions")),
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("stackSetName"));
                },
                Delete = async (place, resource) =>
                {
                    var instances = await CloudFormationReaders.InstancesAsync(place, resource).ConfigureAwait(false);
                    await place
                        .QueryAsync(
                            Service,
                            "DeleteStackInstances",
                            [
                                ("StackSetName", resource.Text("stackSetName")),
                                ("RetainStacks", "false"),
                                .. QueryProtocol.Members("Accounts", instances.Select(instance => instance.Account).Distinct()),
                                .. QueryProtocol.Members("Regions", instances.Select(instance => instance.Region).Distinct()),
                            ]
                        )
                        .ConfigureAwait(false);
                },
            },
        ];

    /// <summary>
    /// Updates a StackSet without instances by creating it again, because the emulator makes instances from the set's first template.
    /// </summary>
    public static async Task UpdateAsync(Place place, JsonObject inputs)
    {
        await place.QueryAsync(Service, "DeleteStackSet", ("StackSetName", inputs.Need("name"))).ConfigureAwait(false);
        await Kinds.First().Create(place, inputs.Need("name"), inputs).ConfigureAwait(false);
    }
}
