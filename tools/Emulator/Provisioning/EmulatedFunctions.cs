using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>Answers the provider functions that the program calls, by asking the services themselves.</summary>
internal sealed class EmulatedFunctions(Place place)
{
    /// <summary>Gives the result of a function. An unknown function is an error.</summary>
    public Task<ImmutableDictionary<string, object>> AnswerAsync(string token, ImmutableDictionary<string, object> args) =>
        token switch
        {
            "aws:index/getCallerIdentity:getCallerIdentity" => CallerAsync(),
            "aws:iam/getRole:getRole" => RoleAsync((string)args["name"]),
            "aws:iam/getRoles:getRoles" => RolesAsync((string)args["nameRegex"]),
            "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators" => DelegatedAdministratorsAsync(
                (string)args["servicePrincipal"]
            ),
            "aws:organizations/getOrganization:getOrganization" => OrganizationAsync(),
            "aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts" => AccountsBelowAsync(
                (string)args["parentId"]
            ),
            _ => throw new NotSupportedException(
                $"nobody knows how to answer the function {token} from the emulator; add it to Provisioning/EmulatedFunctions"
            ),
        };

    private async Task<ImmutableDictionary<string, object>> CallerAsync() =>
        Object(("accountId", (await place.QueryAsync("sts", "GetCallerIdentity").ConfigureAwait(false)).Text("Account")));

    private async Task<ImmutableDictionary<string, object>> RoleAsync(string name)
    {
        var role = (await place.QueryAsync("iam", "GetRole", ("RoleName", name)).ConfigureAwait(false));
        return Object(("arn", role.Text("Arn")), ("assumeRolePolicy", Uri.UnescapeDataString(role.Text("AssumeRolePolicyDocument"))));
    }

    private async Task<ImmutableDictionary<string, object>> RolesAsync(string expression)
    {
        var listed = await place.QueryAsync("iam", "ListRoles", ("MaxItems", "1000")).ConfigureAwait(false);
        var found = listed
            .Descendants()
            .Where(role => role.Name.LocalName == "Arn")
            .Select(arn => arn.Value)
            .Where(arn => Regex.IsMatch(arn[(arn.LastIndexOf('/') + 1)..], expression))
            .ToList();
        return Object(
            ("arns", found.Cast<object>().ToImmutableArray()),
            ("names", found.Select(arn => (object)arn[(arn.LastIndexOf('/') + 1)..]).ToImmutableArray())
        );
    }

    // The emulator does not know every service. So each delegated administrator is asked for its services.
    private async Task<ImmutableDictionary<string, object>> DelegatedAdministratorsAsync(string service)
    {
        var found = ImmutableArray.CreateBuilder<object>();
        var answer = await CallAsync("ListDelegatedAdministrators", []).ConfigureAwait(false);
        foreach (var id in answer["DelegatedAdministrators"]!.AsArray().Select(one => one!.AsObject().Need("Id")))
        {
            var services = await CallAsync("ListDelegatedServicesForAccount", new() { ["AccountId"] = id }).ConfigureAwait(false);
            if (services["DelegatedServices"]!.AsArray().Any(one => one!.AsObject().Need("ServicePrincipal") == service))
            {
                found.Add(Object(("id", id)));
            }
        }

        return Object(("delegatedAdministrators", found.ToImmutable()));
    }

    private async Task<ImmutableDictionary<string, object>> OrganizationAsync()
    {
        var organization = (await CallAsync("DescribeOrganization", []).ConfigureAwait(false))["Organization"]!.AsObject();
        var roots = await CallAsync("ListRoots", []).ConfigureAwait(false);
        var accounts = await CallAsync("ListAccounts", []).ConfigureAwait(false);
        var services = await CallAsync("ListAWSServiceAccessForOrganization", []).ConfigureAwait(false);
        return Object(
            ("id", organization.Need("Id")),
            ("masterAccountId", organization.Need("MasterAccountId")),
            ("featureSet", organization.Need("FeatureSet")),
            ("awsServiceAccessPrincipals", List(services["EnabledServicePrincipals"]!, one => one.Need("ServicePrincipal"))),
            (
                "roots",
                List(
                    roots["Roots"]!,
                    root =>
                        Object(
                            ("id", root.Need("Id")),
                            (
                                "policyTypes",
                                List(
                                    root["PolicyTypes"]!,
                                    policy => Object(("type", policy.Need("Type")), ("status", policy.Need("Status")))
                                )
                            )
                        )
                )
            ),
            (
                "accounts",
                List(
                    accounts["Accounts"]!,
                    account => Object(("id", account.Need("Id")), ("state", account.Text("State") ?? account.Need("Status")))
                )
            )
        );
    }

    private async Task<ImmutableDictionary<string, object>> AccountsBelowAsync(string unit)
    {
        var found = ImmutableArray.CreateBuilder<object>();
        await AddAsync(unit).ConfigureAwait(false);
        return Object(("accounts", found.ToImmutable()));

        async Task AddAsync(string parent)
        {
            var accounts = await CallAsync("ListAccountsForParent", new() { ["ParentId"] = parent }).ConfigureAwait(false);
            found.AddRange(accounts["Accounts"]!.AsArray().Select(account => (object)Object(("id", account!.AsObject().Need("Id")))));
            var units = await CallAsync("ListOrganizationalUnitsForParent", new() { ["ParentId"] = parent }).ConfigureAwait(false);
            foreach (var below in units["OrganizationalUnits"]!.AsArray())
            {
                await AddAsync(below!.AsObject().Need("Id")).ConfigureAwait(false);
            }
        }
    }

    private Task<JsonObject> CallAsync(string operation, JsonObject input) => place.JsonAsync("organizations", operation, input);

    private static ImmutableDictionary<string, object> Object(params (string Name, object Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => member.Value);

    private static ImmutableArray<object> List(JsonNode items, Func<JsonObject, object> convert) =>
        [.. items.AsArray().Select(item => convert(item!.AsObject()))];
}
