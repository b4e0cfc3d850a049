using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// What a role of the stack must and must not be able to do, in the management account and, through its template, in members.
/// </summary>
/// <param name="Role">The role's physical name.</param>
/// <param name="Region">The Region that the role belongs to.</param>
/// <param name="Trusts">The principals that may assume the role.</param>
/// <param name="Mistrusts">The principals that may not assume the role.</param>
/// <param name="May">The actions that the role may do.</param>
/// <param name="MayNot">The actions that the role may not do.</param>
/// <param name="DeclaredAs">The role's name in the program, where it differs.</param>
/// <param name="Template">The stack set and the logical id of the role in members; null when members do not have it.</param>
internal sealed record RoleCase(
    string Role,
    string Region,
    IReadOnlyList<RoleUser> Trusts,
    IReadOnlyList<RoleUser> Mistrusts,
    IReadOnlyList<RoleUse> May,
    IReadOnlyList<RoleUse> MayNot,
    string? DeclaredAs = null,
    string? Template = null
)
{
    /// <summary>The role's key in the stack.</summary>
    public string DeclaredName => DeclaredAs ?? Role;

    /// <summary>The policies of each account that has the role.</summary>
    public IEnumerable<RolePolicies> Policies(StackDeclaration stack)
    {
        yield return new RolePolicies(
            stack.Organization.ManagementAccountId,
            stack.Find($"iam/role {DeclaredName}").Text("assumeRolePolicy")!,
            stack.Find($"iam/rolePolicy {DeclaredName}").Text("policy")!
        );
        if (Template?.Split('/') is [var set, var logicalId])
        {
            var account = stack.Organization.MemberAccountId;
            var properties = JsonNode.Parse(stack.Find($"cloudformation/stackSet {set}").Text("templateBody")!)!["Resources"]![logicalId]![
                "Properties"
            ]!;
            Assert.Equal(Role, Resolve(properties["RoleName"], account));
            yield return new RolePolicies(
                account,
                Resolve(properties["AssumeRolePolicyDocument"], account),
                Resolve(Assert.Single(properties["Policies"]!.AsArray())!["PolicyDocument"], account)
            );
        }
    }

    // An independent, smaller implementation of the two functions that the templates use.
    private string Resolve(JsonNode? node, string account)
    {
        var text = node is JsonValue ? node.GetValue<string>() : node!.ToJsonString(JsonText.Options);
        text = System
            .Text.RegularExpressions.Regex.Replace(text, """\{"Fn::Sub":("[^"]*")\}""", "$1")
            .Replace("""{"Ref":"AWS::AccountId"}""", $"\"{account}\"", StringComparison.Ordinal);
        text = text.Replace("${AWS::AccountId}", account, StringComparison.Ordinal)
            .Replace("${AWS::Region}", Region, StringComparison.Ordinal)
            .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal);
        return node is JsonObject { Count: 1 } ? JsonSerializer.Deserialize<string>(text)! : text;
    }
}

/// <summary>A service that wants to assume a role, and the resource for which it does so.</summary>
internal sealed record RoleUser(string Service, string? SourceArn = null);

/// <summary>An action that a role is used for.</summary>
internal sealed record RoleUse(string Action, string Resource, IReadOnlyDictionary<string, string>? Context = null);

/// <summary>A role's policies in one account.</summary>
internal sealed record RolePolicies(string Account, string Trust, string Permissions)
{
    public bool IsTrusted(RoleUser user)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>();
        if (user.SourceArn?.Replace("%accountId%", Account, StringComparison.Ordinal) is { } arn)
        {
            context["aws:SourceArn"] = [arn];
            context["aws:SourceAccount"] = [arn.Split(':')[4]];
        }

        return PolicyReader
            .Parse(Trust, "trust", PolicyKind.Resource)
            .Evaluate(RequestContext.Create(user.Service, "sts:AssumeRole", "*", context))
            .IsAllowed;
    }

    public bool Allows(RoleUse use) =>
        PolicyReader
            .Parse(Permissions, "permissions", PolicyKind.Identity)
            .Evaluate(
                RequestContext.Create(
                    $"arn:aws:iam::{Account}:role/any",
                    use.Action,
                    use.Resource.Replace("%accountId%", Account, StringComparison.Ordinal),
                    use.Context?.ToDictionary(key => key.Key, key => (IReadOnlyList<string>)[key.Value])
                )
            )
            .IsAllowed;
}
