using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Stack.Declaration;

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
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(
                        inputs.Need("name"),
                        (await DescribeAsync(place, inputs.Need("name")).ConfigureAwait(false)).Text("StackSetARN")
                    )
                    {
                        Outputs = { ["stackSetId"] = created.Text("StackSetId") },
                    };
                },
                Read = async (place, resource) =>
                {
                    var set = await DescribeAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", set.Text("StackSetName")),
                        ("description", set.Find("Description")?.Value),
                        ("permissionModel", set.Find("PermissionModel")?.Value),
                        ("templateBody", EmulatedTemplate.ToOriginal(set.Text("TemplateBody")))
                    );
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
                Read = async (place, resource) =>
                {
                    var instances = await InstancesAsync(place, resource).ConfigureAwait(false);
                    return Inputs.Of(
                        ("stackSetName", resource.Text("stackSetName")),
                        (
                            "regions",
                            Inputs.List(
                                instances
                                    .Select(instance => instance.Region)
                                    .Distinct()
                                    .OrderBy(region => resource.Inputs.Texts("regions").IndexOf(region))
                            )
                        )
                    );
                },
                Delete = async (place, resource) =>
                {
                    var instances = await InstancesAsync(place, resource).ConfigureAwait(false);
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

    /// <summary>Lists the accounts and Regions of a StackSet's instances.</summary>
    public static async Task<IReadOnlyList<(string Account, string Region)>> InstancesAsync(Place place, DeclaredResource resource)
    {
        var answer = await place
            .QueryAsync(Service, "ListStackInstances", ("StackSetName", resource.Text("stackSetName")))
            .ConfigureAwait(false);
        return
        [
            .. answer
                .Descendants()
                .Where(element => element.Name.LocalName == "member" && element.Find("Account") is not null)
                .Select(one => (one.Text("Account"), one.Text("Region"))),
        ];
    }

    /// <summary>
    /// Updates a StackSet without instances by creating it again, because the emulator makes instances from the set's first template.
    /// </summary>
    public static async Task UpdateAsync(Place place, JsonObject inputs)
    {
        await place.QueryAsync(Service, "DeleteStackSet", ("StackSetName", inputs.Need("name"))).ConfigureAwait(false);
        await Kinds.First().Create(place, inputs.Need("name"), inputs).ConfigureAwait(false);
    }

    /// <summary>Reads the summaries of a StackSet's instances, in the provider's form.</summary>
    public static async Task<ImmutableArray<object>> SummariesAsync(Place place, string name)
    {
        var answer = await place.QueryAsync(Service, "ListStackInstances", ("StackSetName", name)).ConfigureAwait(false);
        return
        [
            .. answer
                .Descendants()
                .Where(element => element.Name.LocalName == "member" && element.Find("Account") is not null)
                .Select(one =>
                    new Dictionary<string, object>
                    {
                        ["accountId"] = one.Text("Account"),
                        ["region"] = one.Text("Region"),
                        ["status"] = one.Text("Status"),
                        ["detailedStatus"] = one.Find("StackInstanceStatus")?.Value ?? "",
                        ["statusReason"] = one.Find("StatusReason")?.Value ?? "",
                    }.ToImmutableDictionary()
                ),
        ];
    }

    private static Task<System.Xml.Linq.XElement> DescribeAsync(Place place, string name) =>
        place.QueryAsync(Service, "DescribeStackSet", ("StackSetName", name));
}
