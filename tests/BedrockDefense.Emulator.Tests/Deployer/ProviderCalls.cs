using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Aws;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>
/// The IAM actions with which the AWS provider creates, reads, updates and deletes a resource, by type. They are in
/// <c>cases/deployer/provider-calls.json</c>, which was written from the provider's source (that file names the source files, below
/// <c>hashicorp/terraform-provider-aws</c>) and has the actions of the Service Authorization Reference. After a creation and an update the
/// provider reads as well.
/// </summary>
internal static partial class ProviderCalls
{
    private static readonly JsonObject Types = JsonNode.Parse(Repository.Case("deployer/provider-calls.json"))!.AsObject();
    private static readonly string[] Verbs = ["create", "read", "update", "delete"];

    /// <summary>Lists the permissions that a stack needs, including those for the program's own questions.</summary>
    public static IEnumerable<NeededPermission> Of(StackDeclaration stack)
    {
        var resources = stack.Resources.ToDictionary(resource => resource.Key);
        return
        [
            .. stack
                .Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
                .SelectMany(resource => Of(stack, resource, Teardown.IsRetained(resource, resources))),
            .. Types
                .Where(type => type.Value!["on"] is null)
                .SelectMany(function =>
                    function.Value!["read"]!
                        .AsArray()
                        .Select(call => new NeededPermission(
                            stack.Organization.ManagementAccountId,
                            call!["action"]!.GetValue<string>(),
                            call["on"]!
                                .GetValue<string>()
                                .Replace("{partition}", AwsRegion.Find(stack.HomeRegion)!.Partition, StringComparison.Ordinal)
                                .Replace("{account}", stack.Organization.ManagementAccountId, StringComparison.Ordinal),
                            function.Key
                        ))
                ),
        ];
    }

    private static IEnumerable<NeededPermission> Of(StackDeclaration stack, DeclaredResource resource, bool isRetained)
    {
        var type = (
            Types[resource.Type] ?? throw new InvalidOperationException($"nobody has read what the provider calls for {resource.Type}")
        ).AsObject();
        string Fill(string text) =>
            Placeholder().Replace(text, match => Value(stack, resource, match.Groups["name"].Value, match.Groups["form"].Value));

        foreach (var verb in Verbs.Where(verb => verb != "delete" || !isRetained))
        {
            foreach (var call in type[verb] as JsonArray ?? [])
            {
                var own = call as JsonObject;
                if (own?["if"] is { } condition && resource.Inputs[condition.GetValue<string>()] is null)
                {
                    continue;
                }

                foreach (var on in Texts(own?["on"] ?? type["on"]!))
                {
                    if (own?["where"] is { } part && !Fill(on).Contains(part.GetValue<string>(), StringComparison.Ordinal))
                    {
                        continue;
                    }

                    yield return new NeededPermission(
                        resource.Account(stack),
                        (own?["action"] ?? call)!.GetValue<string>(),
                        Fill(on),
                        $"{verb} {resource.Type} {resource.Name}"
                    )
                    {
                        Keys = ((own?["keys"] ?? type["keys"]) as JsonObject ?? []).ToDictionary(
                            key => key.Key,
                            key => key.Value!.GetValue<string>()
                        ),
                    };
                }
            }
        }
    }

    private static string Value(StackDeclaration stack, DeclaredResource resource, string name, string form)
    {
        var value = name switch
        {
            "partition" => Aws.AwsRegion.Find(stack.HomeRegion)!.Partition,
            "region" => resource.Text("region") ?? stack.HomeRegion,
            "account" => resource.Account(stack),
            "id" or "keyId" => resource.Id,
            "arn" => resource.Arn ?? resource.Text("arn"),
            "attachedPolicy" => Organizations("policy", "service_control_policy/" + resource.Text("policyId")),
            "target" => resource.Text("targetId")![0] switch
            {
                'r' => Organizations("root", resource.Text("targetId")!),
                'o' => Organizations("ou", resource.Text("targetId")!),
                _ => Organizations("account", resource.Text("targetId")!),
            },
            "target.roleArn" => resource.Inputs["target"]!["roleArn"]!.GetValue<string>(),
            _ => resource.Text(name),
        };
        return form switch
        {
            "/" => value is null ? "" : $"{value}/",
            ":last" when value is not null => value[(value.LastIndexOf('/') + 1)..],
            _ => value ?? throw new InvalidOperationException($"{resource.Type} {resource.Name} has no {name}"),
        };

        string Organizations(string kind, string id) =>
            $"arn:{Aws.AwsRegion.Find(stack.HomeRegion)!.Partition}:organizations::{stack.Organization.ManagementAccountId}:"
            + $"{kind}/{stack.Organization.Id}/{id}";
    }

    private static IEnumerable<string> Texts(JsonNode on) =>
        on is JsonArray list ? list.Select(one => one!.GetValue<string>()) : [on.GetValue<string>()];

    // The forms are {name}, {name/} and {name:last}. {name/} stands for the value and a slash, or for nothing where the input is not set.
    // {name:last} stands for the part after the last slash.
    [GeneratedRegex(@"\{(?<name>[A-Za-z.]+)(?<form>/|:last)?\}")]
    private static partial Regex Placeholder();
}
