using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Access;

/// <summary>
/// The CloudFormation template of the roles that the program assumes in the security and log-archive accounts. Both accounts get the same
/// template: it creates in each account that account's role, and in any other account nothing.
/// </summary>
public static class DeploymentRolesTemplate
{
    /// <summary>Writes the template; null where the settings name no account besides the management account.</summary>
    public static string? Of(DefenseSettings settings)
    {
        List<DeploymentAccount> accounts = [.. DeploymentAccount.Of(settings).Where(account => account.Role is not null)];
        if (accounts.Count == 0)
        {
            return null;
        }

        var template = JsonNode.Parse(
            PolicyTemplate.Load("templates/deployment-roles.json").Fill(new PlaceholderValues { { Placeholder.Product, Names.Product } })
        )!;
        var (parameters, conditions, resources, outputs) = (
            template["Parameters"]!.AsObject(),
            new JsonObject(),
            new JsonObject(),
            new JsonObject()
        );
        foreach (var account in accounts)
        {
            var prefix = account.Duties[0].ToString();
            conditions[$"{prefix}Account"] = new JsonObject { ["Fn::Equals"] = new JsonArray(Ref("AWS::AccountId"), account.Id) };
            var policies = new JsonArray();
            // `verify` and `prove` enter the account by the same role.
            foreach (var (policy, number) in account.AllPolicies.Select((policy, index) => (policy, index + 1)))
            {
                var name = $"{prefix}Policy{number}";
                resources[name] = Resource(
                    "AWS::IAM::ManagedPolicy",
                    prefix,
                    new() { ["ManagedPolicyName"] = policy.Name, ["PolicyDocument"] = JsonNode.Parse(policy.Json) }
                );
                policies.Add(Ref(name));
            }

            var (path, role) = NameOf(account.Role!.RoleArn);
            resources[$"{prefix}Role"] = Resource(
                "AWS::IAM::Role",
                prefix,
                new()
                {
                    ["RoleName"] = role,
                    ["Path"] = path,
                    ["Description"] = $"Assumed by {Names.Product} to deploy to this account and to verify and prove it.",
                    ["AssumeRolePolicyDocument"] = Trust(account.Role, $"{prefix}ExternalId", parameters),
                    ["ManagedPolicyArns"] = policies,
                }
            );
            outputs[$"{prefix}RoleArn"] = new JsonObject
            {
                ["Condition"] = $"{prefix}Account",
                ["Value"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray($"{prefix}Role", "Arn") },
            };
        }

        (template["Conditions"], template["Resources"], template["Outputs"]) = (conditions, resources, outputs);
        return template.ToJsonString(JsonText.IndentedOptions) + "\n";
    }

    // The external id is a parameter and never part of the file: it may be a secret.
    private static JsonNode Trust(AccountSettings account, string parameter, JsonObject parameters)
    {
        var trust = JsonNode.Parse(PolicyTemplate.Load("templates/deployment-trust.json").Fill([]))!;
        if (account.ExternalId is not null || account.IsSecret)
        {
            trust["Statement"]![0]!["Condition"]!["StringEquals"]!["sts:ExternalId"] = Ref(parameter);
            parameters[parameter] = JsonNode.Parse(PolicyTemplate.Load("templates/deployment-external-id.json").Fill([]));
        }

        return trust;
    }

    private static (string Path, string Name) NameOf(string roleArn)
    {
        var full = roleArn[roleArn.IndexOf(":role/", StringComparison.Ordinal)..][":role".Length..];
        var end = full.LastIndexOf('/') + 1;
        return (full[..end], full[end..]);
    }

    private static JsonObject Resource(string type, string account, JsonObject properties) =>
        new()
        {
            ["Type"] = type,
            ["Condition"] = $"{account}Account",
            ["Properties"] = properties,
        };

    private static JsonObject Ref(string name) => new() { ["Ref"] = name };
}
