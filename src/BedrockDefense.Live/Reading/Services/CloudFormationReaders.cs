using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS CloudFormation: service-managed StackSets and their instances.</summary>
public static class CloudFormationReaders
{
    private const string Service = "cloudformation";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:cloudformation/stackSet:StackSet")
            {
                Read = async (place, resource) =>
                {
                    var set = await DescribeAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", set.Text("StackSetName")),
                        ("description", set.Find("Description")?.Value),
                        ("permissionModel", set.Find("PermissionModel")?.Value),
                        ("templateBody", set.Text("TemplateBody")),
                        ("autoDeployment", AutoDeployment(set.Find("AutoDeployment"))),
                        ("managedExecution", ManagedExecution(set.Find("ManagedExecution"))),
                        ("tags", DeclaredTags.In(set, resource))
                    );
                },
            },
            new("aws:cloudformation/stackInstances:StackInstances")
            {
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
            },
        ];

    /// <summary>Lists the accounts and Regions of a StackSet's instances.</summary>
    public static async Task<IReadOnlyList<StackInstance>> InstancesAsync(Place place, DeclaredResource resource) =>
        await InstancesAsync(place, resource.Text("stackSetName")!).ConfigureAwait(false);

    /// <summary>Lists the instances of a StackSet.</summary>
    public static async Task<IReadOnlyList<StackInstance>> InstancesAsync(Place place, string name)
    {
        List<StackInstance> instances = [];
        await foreach (var instance in EachInstanceAsync(place, name).ConfigureAwait(false))
        {
            instances.Add(instance);
        }

        return instances;
    }

    /// <summary>Reads the instances of a StackSet one after the other and keeps none: there can be tens of thousands.</summary>
    public static async IAsyncEnumerable<StackInstance> EachInstanceAsync(Place place, string name)
    {
        await foreach (
            var page in place.PagesAsync(Service, "ListStackInstances", "NextToken", ("StackSetName", name)).ConfigureAwait(false)
        )
        {
            foreach (var one in page.Descendants().Where(one => one.Name.LocalName == "member" && one.Find("Account") is not null))
            {
                yield return new StackInstance(
                    one.Text("Account"),
                    string.Intern(one.Text("Region")),
                    string.Intern(one.Find("Status")?.Value ?? ""),
                    string.Intern(one.Find("DetailedStatus")?.Value ?? ""),
                    one.Find("StatusReason")?.Value ?? ""
                );
            }
        }
    }

    /// <summary>Reads the summaries of a StackSet's instances, in the provider's form.</summary>
    public static async Task<ImmutableArray<object>> SummariesAsync(Place place, string name) =>
        [
            .. (await InstancesAsync(place, name).ConfigureAwait(false)).Select(one =>
                new Dictionary<string, object>
                {
                    ["accountId"] = one.Account,
                    ["region"] = one.Region,
                    ["status"] = one.Status,
                    ["detailedStatus"] = one.DetailedStatus,
                    ["statusReason"] = one.StatusReason,
                }.ToImmutableDictionary()
            ),
        ];

    private static JsonObject? AutoDeployment(XElement? element) =>
        element is null
            ? null
            : Inputs.Of(
                ("enabled", element.Find("Enabled")?.Value),
                ("retainStacksOnAccountRemoval", element.Find("RetainStacksOnAccountRemoval")?.Value),
                ("dependsOnStackSets", element.Find("DependsOn") is { } sets ? Inputs.List(sets.Elements().Select(set => set.Value)) : null)
            );

    private static JsonObject? ManagedExecution(XElement? element) =>
        element is null ? null : Inputs.Of(("active", element.Find("Active")?.Value));

    /// <summary>Reads a StackSet.</summary>
    public static Task<XElement> DescribeAsync(Place place, string name) =>
        place.QueryAsync(Service, "DescribeStackSet", ("StackSetName", name));
}

/// <summary>An instance of a StackSet (AWS CloudFormation API Reference, "StackInstanceSummary").</summary>
/// <param name="Account">The id of the account.</param>
/// <param name="Region">The code of the Region.</param>
/// <param name="Status"><c>CURRENT</c>, <c>OUTDATED</c> or <c>INOPERABLE</c>.</param>
/// <param name="DetailedStatus">Such as <c>SUCCEEDED</c> or <c>SKIPPED_SUSPENDED_ACCOUNT</c>; empty when AWS gives none.</param>
/// <param name="StatusReason">AWS's reason for the status; empty when it gives none.</param>
public sealed record StackInstance(string Account, string Region, string Status, string DetailedStatus, string StatusReason);
