using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>The CloudFormation templates that give member accounts their logging and their restorer.</summary>
internal static class MemberTemplates
{
    /// <summary>Stands for the account in a template's documents.</summary>
    public const string AccountId = "${AWS::AccountId}";

    /// <summary>Stands for the Region in a template's documents.</summary>
    public const string Region = "${AWS::Region}";

    /// <summary>
    /// Writes the template of the roles whose names cannot have a Region. It is deployed to one Region of each account, since IAM is
    /// global.
    /// </summary>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
    public static string Roles(DefenseSettings settings, LoggingDecisions decisions)
    {
        var documents = new ResponseDocuments(settings, AccountId, Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-roles.json"))!;
        if (settings.Restore.Mode == RestoreMode.Observe || settings.InvocationLogging.Create == CreatedLogging.None)
        {
            template["Resources"]!.AsObject().Remove("DeliveryRole");
            return Text(template);
        }

        SetRole(template, "DeliveryRole", documents.DeliveryTrust, documents.DeliveryPermissions);
        AccountConditions.ExcludeAccounts(template, "CreatesTheRole", decisions.AccountsWithoutRole, "DeliveryRole");
        return Text(template);
    }

    /// <summary>Writes the template of the restorer and the reconciler, for every governed Region of each account.</summary>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
    public static string Restorer(DefenseSettings settings, LoggingDecisions decisions)
    {
        var documents = new ResponseDocuments(settings, AccountId, Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-restorer.json"))!;
        var resources = template["Resources"]!.AsObject();
        SetRole(template, "RestorerRole", documents.RestorerTrust, documents.RestorerPermissions);
        SetRole(template, "RestorerStartRole", documents.StartTrust, documents.StartPermissions);
        resources["DeadLettersPolicy"]!["Properties"]!["PolicyDocument"] = JsonNode.Parse(
            PolicyTemplate
                .Load("access/dead-letter-queue.json")
                .Fill(
                    new PlaceholderValues
                    {
                        {
                            Placeholder.QueueArn,
                            $"arn:{settings.HomeRegion.Partition}:sqs:{Region}:{AccountId}:{Names.Restorer}-dead-letters"
                        },
                        { Placeholder.RuleArns, documents.RuleArns },
                    }
                )
        );
        resources["Restorer"]!["Properties"]!["DefinitionString"] = new RestorerDefinition(settings, decisions, documents).Json;
        foreach (var (rule, number) in RestoreRule.Of(settings).Select((rule, index) => (rule, index + 1)))
        {
            var resource = JsonNode.Parse(
                PolicyTemplate
                    .Load("templates/member-restorer-rule.json")
                    .Fill(new PlaceholderValues { { Placeholder.RuleName, rule.Name } })
            )!;
            resource["Properties"]!["EventPattern"] = JsonNode.Parse(rule.Pattern(settings, documents.RestorerRole).Json);
            resources[$"RestorerRule{number}"] = resource;
        }

        if (settings.Restore.ReconcileRate is { } rate)
        {
            AddReconciler(resources, rate);
        }

        return Text(template);
    }

    private static void AddReconciler(JsonObject resources, string rate)
    {
        var reconciler = JsonNode
            .Parse(
                PolicyTemplate
                    .Load("templates/member-reconciler.json")
                    .Fill(new PlaceholderValues { { Placeholder.ReconcileRate, rate }, { Placeholder.RestorerName, Names.Restorer } })
            )!
            .AsObject();
        foreach (var (logicalId, resource) in reconciler)
        {
            resources[logicalId] = resource!.DeepClone();
        }
    }

    /// <summary>Gives a role of a template its policies.</summary>
    public static void SetRole(JsonNode template, string logicalId, string trust, string permissions)
    {
        var properties = template["Resources"]![logicalId]!["Properties"]!;
        properties["AssumeRolePolicyDocument"] = JsonNode.Parse(trust);
        properties["Policies"]![0]!["PolicyDocument"] = JsonNode.Parse(permissions);
    }

    /// <summary>Writes a template whose documents are filled for one account and Region, in the form for CloudFormation.</summary>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
    public static string Text(JsonNode template)
    {
        var text = Substitute(template)!.ToJsonString(JsonText.Options);
        return System.Text.Encoding.UTF8.GetByteCount(text) is var bytes && bytes <= CloudFormationLimits.TemplateBodyBytes
            ? text
            : throw new InvalidInputException(
                $"a StackSet's template has {bytes:N0} bytes; CloudFormation takes {CloudFormationLimits.TemplateBodyBytes:N0}"
            );
    }

    // The documents are the same as in the management account. CloudFormation fills in the account and the Region.
    private static JsonNode? Substitute(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Substitute(entry.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Substitute)]),
            JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("${AWS::", StringComparison.Ordinal) =>
                new JsonObject { ["Fn::Sub"] = text },
            _ => node?.DeepClone(),
        };
}
