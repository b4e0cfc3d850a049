using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Copying;

/// <summary>
/// The template of what sends the invocations of a member account, for every governed Region. It is a template of its own: a log group has
/// two subscription filters at most (Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas"), and where both are taken, only the copy
/// must fail.
/// </summary>
internal static class CopyTemplate
{
    private const string Role = "CopierRole";

    /// <summary>Writes the template.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="sources">The log groups.</param>
    /// <param name="logArchive">The account of the copies.</param>
    /// <param name="isMember">Whether that account is a member, to which the template is deployed too.</param>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
    public static string Of(DefenseSettings settings, CopySources sources, string logArchive, bool isMember)
    {
        var documents = new CopyDocuments(settings, sources, logArchive, MemberTemplates.AccountId, MemberTemplates.Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-copies.json"))!;
        MemberTemplates.SetRole(template, Role, documents.Trust, documents.Permissions);
        string[] archive = isMember ? [logArchive] : [];
        AccountConditions.ExcludeAccounts(template, "Sends", [.. sources.Uncopied.Union(archive)], Role);

        Add("Copy", sources.Common, isLogArchive: false);
        AccountConditions.ExcludeAccounts(template, "SendsTheCommonLogGroup", [.. sources.ByAccount.Keys.Union(archive)], "Copy");
        foreach (
            var (group, number) in sources
                .ByAccount.Where(entry => entry.Value is not null && entry.Key != logArchive)
                .GroupBy(entry => entry.Value!, entry => entry.Key, StringComparer.Ordinal)
                .Select((group, index) => (group, index + 1))
        )
        {
            Add($"Copy{number}", group.Key, isLogArchive: false);
            AccountConditions.RequireAccounts(template, $"SendsLogGroup{number}", [.. group], $"Copy{number}");
        }

        if (isMember && sources.In(logArchive) is { } own)
        {
            Add("CopyOfTheLogArchive", own, isLogArchive: true);
            AccountConditions.RequireAccounts(template, "IsTheLogArchive", [logArchive], "CopyOfTheLogArchive");
        }

        return MemberTemplates.Text(template);

        void Add(string logicalId, string logGroup, bool isLogArchive)
        {
            var copy = JsonNode.Parse(
                PolicyTemplate
                    .Load("templates/member-copy.json")
                    .Fill(new PlaceholderValues { { Placeholder.InvocationLogGroup, logGroup }, { Placeholder.Product, Names.Product } })
            )!;
            var properties = copy["Properties"]!;
            (properties["DestinationArn"], properties["RoleArn"]) = documents.Target(isLogArchive);
            if (!isLogArchive)
            {
                copy["DependsOn"] = Role;
            }

            template["Resources"]![logicalId] = copy;
        }
    }
}
