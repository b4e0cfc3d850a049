using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Templates;

/// <summary>The template that a StackSet deploys to the member accounts.</summary>
public sealed class MemberTemplate
{
    private readonly JsonObject _template;
    private readonly string _partition;

    private MemberTemplate(string set, JsonObject template, string partition) => (Set, _template, _partition) = (set, template, partition);

    /// <summary>The StackSet's name.</summary>
    public string Set { get; }

    /// <summary>The partition of the accounts.</summary>
    public string Partition => _partition;

    /// <summary>Finds the template of the StackSet that a declaration of instances names.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="instances">The declaration, of the type <c>aws:cloudformation/stackInstances:StackInstances</c>.</param>
    public static MemberTemplate Of(StackDeclaration stack, DeclaredResource instances)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(instances);
        var name = instances.Text("stackSetName")!;
        var set = stack.OfType("aws:cloudformation/stackSet:StackSet").Single(set => set.Text("name") == name);
        return new MemberTemplate(
            name,
            JsonNode.Parse(set.Text("templateBody")!)!.AsObject(),
            AwsRegion.Find(stack.HomeRegion)?.Partition ?? "aws"
        );
    }

    /// <summary>Lists the resources that the template creates in one account and Region, with every function of it resolved.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="region">The code of the Region.</param>
    /// <exception cref="BedrockDefense.Input.InvalidInputException">The template uses a function that is not known.</exception>
    public IEnumerable<MemberResource> ResourcesIn(string account, string region)
    {
        var resources = _template["Resources"]!.AsObject();
        var intrinsics = new Intrinsics(resources, _partition, account, region);
        foreach (var (logicalId, resource) in resources)
        {
            if (resource!["Condition"] is { } condition && !intrinsics.Holds(_template["Conditions"]![condition.GetValue<string>()]!))
            {
                continue;
            }

            yield return new MemberResource(
                logicalId,
                resource["Type"]!.GetValue<string>(),
                intrinsics.ReferenceOf(logicalId),
                intrinsics.ArnOf(logicalId),
                intrinsics.Resolve(resource["Properties"])?.AsObject() ?? []
            );
        }
    }
}

/// <summary>A resource of a template, for one account and Region.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Its type, such as <c>AWS::Events::Rule</c>.</param>
/// <param name="Reference">What <c>Ref</c> gives: the URL of a queue, the name of most others.</param>
/// <param name="Arn">Its ARN; the logical id where the template needs none.</param>
/// <param name="Properties">Its properties, by CloudFormation's names.</param>
public sealed record MemberResource(string LogicalId, string Type, string Reference, string Arn, JsonObject Properties);
