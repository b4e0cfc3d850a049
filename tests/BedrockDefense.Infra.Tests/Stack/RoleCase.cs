using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>What a role of the stack must and must not be able to do, in the management account and, by its template, in members.</summary>
/// <param name="Role">Its physical name.</param>
/// <param name="Region">The Region it belongs to.</param>
/// <param name="Trusts">Who may assume it.</param>
/// <param name="Mistrusts">Who may not.</param>
/// <param name="May">What it may do.</param>
/// <param name="MayNot">What it may not.</param>
/// <param name="DeclaredAs">Its name in the program, where that is another.</param>
/// <param name="Template">The stack set and the logical id that give it to members; null when they have none.</param>
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
    public string Declared => DeclaredAs ?? Role;

    /// <summary>The policies of each account that has the role.</summary>
    public IEnumerable<RolePolicies> Policies(StackDeclaration stack)
    {
        yield return new RolePolicies(
            stack.Organization.ManagementAccountId,
            stack.Find($"iam/role {Declared}").Text("assumeRolePolicy")!,
            stack.Find($"iam/rolePolicy {Declared}").Text("policy")!
        );
        if (Template?.Split('/') is [var set, var logicalId])
        {
            var account = stack.Organization.MemberAccountId;
            var properties = JsonNode.Parse(stack.Find($"cloudformation/stackSet {set}").Text("templateBody")!)!["Resources"]![logicalId]![
                "Properties"
            ]!;
            Assert.Equal(Role, Resolved(properties["RoleName"], account));
            yield return new RolePolicies(
                account,
                Resolved(properties["AssumeRolePolicyDocument"], account),
                Resolved(Assert.Single(properties["Policies"]!.AsArray())!["PolicyDocument"], account)
            );
        }
    }

    // An independent, smaller reading of the two functions the templates use.
    private string Resolved(JsonNode? node, string account)
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

/// <summary>A service that wants to assume a role, and for what.</summary>
internal sealed record RoleUser(string Service, string? SourceArn = null);

/// <summary>Something a role is used for.</summary>
internal sealed record RoleUse(string Action, string Resource, IReadOnlyDictionary<string, string>? Context = null);

/// <summary>A role's policies in one account.</summary>
internal sealed record RolePolicies(string Account, string Trust, string Permissions)
{
    public bool IsTrusted(RoleUser user)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>();
        if (user.SourceArn?.Replace("%account%", Account, StringComparison.Ordinal) is { } arn)
        {
            context["aws:SourceArn"] = [arn];
            context["aws:SourceAccount"] = [arn.Split(':')[4]];
        }

        return PolicyDocument
            .Parse(Trust, "trust", PolicyKind.Resource)
            .Evaluate(RequestContext.Create(user.Service, "sts:AssumeRole", "*", context))
            .IsAllowed;
    }

    public bool Allows(RoleUse use) =>
        PolicyDocument
            .Parse(Permissions, "permissions", PolicyKind.Identity)
            .Evaluate(
                RequestContext.Create(
                    $"arn:aws:iam::{Account}:role/any",
                    use.Action,
                    use.Resource.Replace("%account%", Account, StringComparison.Ordinal),
                    use.Context?.ToDictionary(key => key.Key, key => (IReadOnlyList<string>)[key.Value])
                )
            )
            .IsAllowed;
}
