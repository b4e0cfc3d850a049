using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>
/// The ARN patterns of the roles that the guardrails let change the logging. They are the same as in the policies: administrators, the
/// roles of the deployment in other accounts, those of StackSets and the restorers.
/// </summary>
public static class ExemptRolePatterns
{
    /// <summary>Lists the patterns of a configuration; <c>*</c> and <c>?</c> stand for characters.</summary>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyList<string> Of(DefenseSettings settings)
    {
        var values = GuardrailValues.Of(settings);
        var restorers = values[Placeholder.RestorerRoles].Select(name => Role(settings.HomeRegion.Partition, name));
        return [.. values[Placeholder.ExemptRoles], .. restorers];
    }

    /// <summary>The roles with which StackSets deploy to members. AWS chooses the end of their names.</summary>
    /// <param name="partition">The partition, such as <c>aws</c>.</param>
    public static string OfStackSets(string partition) => Role(partition, "stacksets-exec-*");

    private static string Role(string partition, string name) => $"arn:{partition}:iam::*:role/{name}";
}
