using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Finds the roles of the management account that are already exempt. No guardrail keeps anybody in that account from creating such a role.
/// A role that is older than the stack counts as an administrator too, so whoever it trusts can become one.
/// </summary>
internal static class ExemptRoles
{
    private const string Actions = "iam:ListRoles and iam:GetRole";
    private const string Remedy = "or deploy without this check: pulumi config set bedrock-defense:skipPreflight true";

    /// <summary>
    /// Asks for the roles once the organization is known to be ready, and warns of each role that trusts more principals than it should.
    /// </summary>
    /// <returns>A sentence for each exempt role with the principals that it trusts, and the reasons why AWS did not answer.</returns>
    public static async Task<(ImmutableArray<string> Roles, IReadOnlyList<string> Faults)> WarnAsync(
        DefenseSettings settings,
        string managementAccount
    )
    {
        var exempt = ExemptRolePatterns.Of(settings);
        var listed = await new Question("which roles of the management account are exempt", Actions, Remedy)
            .AskAsync(
                () => GetRoles.InvokeAsync(new() { NameRegex = NamesOf(exempt) }),
                found => !found.Arns.IsDefault && !found.Names.IsDefault && found.Arns.Length == found.Names.Length
            )
            .ConfigureAwait(false);
        var found = (listed.Value?.Arns ?? [])
            .Zip(listed.Value?.Names ?? [])
            .Where(role => exempt.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, role.First, ignoreCase: false)))
            .OrderBy(role => role.First, StringComparer.Ordinal)
            .ToList();
        var asked = await Task.WhenAll(
                found.Select(role =>
                    new Question($"whom the role {VisibleText.Of(role.First)} trusts", Actions, Remedy).AskAsync(
                        () => GetRole.InvokeAsync(new() { Name = role.Second }),
                        one => !string.IsNullOrEmpty(one.AssumeRolePolicy)
                    )
                )
            )
            .ConfigureAwait(false);

        var roles = ImmutableArray.CreateBuilder<string>();
        foreach (var ((arn, _), answer) in found.Zip(asked))
        {
            if (answer.Value is null)
            {
                continue;
            }

            var trust = RoleTrust.Read(answer.Value.AssumeRolePolicy, managementAccount);
            roles.Add($"{VisibleText.Of(arn)} trusts {trust.Description}");
            if (trust.IsWide)
            {
                Log.Warn(
                    $"The role {VisibleText.Of(arn)} may change the logging unhindered and trusts {trust.Description}; "
                        + "unless it should, narrow whom it trusts."
                );
            }
        }

        return (roles.ToImmutable(), [.. listed.Faults, .. asked.SelectMany(answer => answer.Faults)]);
    }

    // The query to AWS selects by name only. The path and the account are compared here.
    private static string NamesOf(IEnumerable<string> exempt)
    {
        var names = exempt.Select(arn => arn[(arn.LastIndexOf('/') + 1)..].TrimStart('*')).Distinct(StringComparer.Ordinal);
        return $"^({string.Join('|', names.Select(Expression))})$";
    }

    private static string Expression(string name) =>
        Regex.Escape(name).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
}
