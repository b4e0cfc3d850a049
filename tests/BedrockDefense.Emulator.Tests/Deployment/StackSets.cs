using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>Creates StackSets through CloudFormation's API, as the provider would.</summary>
internal static class StackSets
{
    /// <summary>Creates a StackSet and its instances, with the targets and Regions that were declared.</summary>
    public static async Task CreateAsync(this AwsAccount management, string homeRegion, DeclaredStackSet set)
    {
        await management.QueryAsync(
            "cloudformation", homeRegion, "CreateStackSet",
            [
                ("StackSetName", set.Name),
                ("TemplateBody", Emulated(set.Template)),
                ("PermissionModel", set.Inputs["permissionModel"]!.GetValue<string>()),
                ("CallAs", set.Inputs["callAs"]!.GetValue<string>()),
                ("Description", set.Inputs["description"]!.GetValue<string>()),
                .. Members("Capabilities", set.Inputs["capabilities"]!.AsArray().Select(capability => capability!.GetValue<string>())),
            ]);
        var units = set.Instances["deploymentTargets"]!["organizationalUnitIds"]!.AsArray().Select(unit => unit!.GetValue<string>());
        await management.QueryAsync(
            "cloudformation", homeRegion, "CreateStackInstances",
            [
                ("StackSetName", set.Name),
                ("CallAs", set.Instances["callAs"]!.GetValue<string>()),
                .. Members("DeploymentTargets.OrganizationalUnitIds", units),
                .. Members("Regions", set.Regions),
            ]);
    }

    /// <summary>
    /// The template with every ARN of a state machine asked for by <c>Ref</c>: on AWS that is the ARN as well (CloudFormation
    /// Template Reference, "AWS::StepFunctions::StateMachine"), and the emulator does not know the attribute.
    /// </summary>
    private static string Emulated(string text)
    {
        var template = JsonNode.Parse(text)!;
        var machines = template["Resources"]!.AsObject()
            .Where(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::StepFunctions::StateMachine")
            .Select(resource => resource.Key)
            .ToList();
        return machines.Aggregate(
            template.ToJsonString(),
            (json, machine) => json.Replace($$"""{"Fn::GetAtt":["{{machine}}","Arn"]}""", $$"""{"Ref":"{{machine}}"}""", StringComparison.Ordinal));
    }

    private static IEnumerable<(string, string?)> Members(string name, IEnumerable<string> values) =>
        values.Select((value, index) => ($"{name}.member.{index + 1}", (string?)value));
}
