using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// The values of placeholders when there is no configuration, for example for a responder who has only logs. A rule then
/// exempts nobody. It watches the names that this program gives by default.
/// </summary>
public static class UnknownOrganization
{
    /// <summary>Says that the organization is unknown, and how to change that.</summary>
    public const string Hint =
        "--administrator ARN names administrators, --config FILE a configuration; the invocation logs and this program's "
        + "own resources are known by their default names";

    // The parser requires an administrator before it reads the other settings. This ARN stands for one: the account has no such role.
    private const string StandIn = "arn:aws:iam::000000000000:role/Nobody";

    /// <summary>Gives the values of every placeholder.</summary>
    /// <param name="administrators">The known administrators; null for nobody.</param>
    public static PlaceholderValues Placeholders(Administrators? administrators)
    {
        var settings = SettingsParser.ParseValues(
            new Dictionary<string, string>
            {
                ["aws:region"] = "us-east-1",
                [$"{SettingsParser.Namespace}:administrators"] = $"[\"{StandIn}\"]",
            }
        );
        var values = Detection.Placeholders.Of(settings with { Administrators = administrators ?? settings.Administrators });
        values[Placeholder.RestorerRoles] = [Placeholder.Nothing];
        values[Placeholder.KnownInvocationBuckets] = [Placeholder.Nothing];
        values[Placeholder.TrailName] = ["*"];
        if (administrators is null)
        {
            values[Placeholder.Administrators] = values[Placeholder.AdministratorRoleNames] = [Placeholder.Nothing];
        }

        return values;
    }
}
