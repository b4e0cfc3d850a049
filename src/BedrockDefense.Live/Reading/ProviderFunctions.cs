using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Reading;

/// <summary>Answers the provider functions that the program calls, by asking the services themselves.</summary>
public sealed class ProviderFunctions(Place place)
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
                $"nobody knows how to answer the function {token} from AWS; add it to Reading/ProviderFunctions"
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
        var listed = await place.AllPagesAsync("iam", "ListRoles", "Marker", ("MaxItems", "1000")).ConfigureAwait(false);
        var found = listed
            .SelectMany(page => page.Descendants())
            .Where(role => role.Name.LocalName == "Arn")
            .Select(arn => arn.Value)
            .Where(arn => Regex.IsMatch(arn[(arn.LastIndexOf('/') + 1)..], expression, RegexOptions.NonBacktracking))
            .ToList();
        return Object(
            ("arns", found.Cast<object>().ToImmutableArray()),
            ("names", found.Select(arn => (object)arn[(arn.LastIndexOf('/') + 1)..]).ToImmutableArray())
        );
    }

    // The emulator cannot list the administrators of one service. So each delegated administrator is asked for its services.
    private async Task<ImmutableDictionary<string, object>> DelegatedAdministratorsAsync(string service)
    {
        var found = ImmutableArray.CreateBuilder<object>();
        foreach (
            var id in (await ListAsync("ListDelegatedAdministrators", "DelegatedAdministrators", []).ConfigureAwait(false)).Select(one =>
                one.Need("Id")
            )
        )
        {
            var services = await ListAsync("ListDelegatedServicesForAccount", "DelegatedServices", new() { ["AccountId"] = id })
                .ConfigureAwait(false);
            if (services.Any(one => one.Need("ServicePrincipal") == service))
            {
                found.Add(Object(("id", id)));
            }
        }

        return Object(("delegatedAdministrators", found.ToImmutable()));
    }

    private async Task<ImmutableDictionary<string, object>> OrganizationAsync()
    {
        var organization = (await CallAsync("DescribeOrganization", []).ConfigureAwait(false))["Organization"]!.AsObject();
        var roots = await ListAsync("ListRoots", "Roots", []).ConfigureAwait(false);
        var accounts = await ListAsync("ListAccounts", "Accounts", []).ConfigureAwait(false);
        var services = await ListAsync("ListAWSServiceAccessForOrganization", "EnabledServicePrincipals", []).ConfigureAwait(false);
        return Object(
            ("id", organization.Need("Id")),
            ("masterAccountId", organization.Need("MasterAccountId")),
            ("featureSet", organization.Need("FeatureSet")),
            ("awsServiceAccessPrincipals", List(services, one => one.Need("ServicePrincipal"))),
            (
                "roots",
                List(
                    roots,
                    root =>
                        Object(
                            ("id", root.Need("Id")),
                            (
                                "policyTypes",
                                List(
                                    root["PolicyTypes"]!.AsArray().Select(policy => policy!.AsObject()),
                                    policy => Object(("type", policy.Need("Type")), ("status", policy.Need("Status")))
                                )
                            )
                        )
                )
            ),
            (
                "accounts",
                List(accounts, account => Object(("id", account.Need("Id")), ("state", account.Text("State") ?? account.Need("Status"))))
            )
        );
    }

    private async Task<ImmutableDictionary<string, object>> AccountsBelowAsync(string unit)
    {
        var accounts = (await Organization.TreeBelowAsync(place, unit).ConfigureAwait(false)).Accounts;
        return Object(("accounts", accounts.Select(account => (object)Object(("id", account.Id))).ToImmutableArray()));
    }

    private Task<IReadOnlyList<JsonObject>> ListAsync(string operation, string list, JsonObject input) =>
        place.AllAsync("organizations", operation, list, input);

    private Task<JsonObject> CallAsync(string operation, JsonObject input) => place.JsonAsync("organizations", operation, input);

    private static ImmutableDictionary<string, object> Object(params (string Name, object Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => member.Value);

    private static ImmutableArray<object> List(IEnumerable<JsonObject> items, Func<JsonObject, object> convert) =>
        [.. items.Select(convert)];
}
