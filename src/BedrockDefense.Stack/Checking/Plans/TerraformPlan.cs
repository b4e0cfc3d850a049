using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>
/// Reads a plan of Terraform or OpenTofu (Terraform documentation, "JSON Output Format", format version 1). Its resources of every module
/// stand in one list.
/// </summary>
internal static class TerraformPlan
{
    public static DeploymentPlan Read(JsonElement root, string file)
    {
        var version = PlanFile.Text(root, "format_version")!;
        if (!version.StartsWith("1.", StringComparison.Ordinal) && !version.StartsWith("0.", StringComparison.Ordinal))
        {
            throw new InvalidInputException(
                $"has the format version {VisibleText.Quote(version, VisibleText.Excerpt)}; only version 1 is understood",
                new(file)
            );
        }

        if (!PlanFile.Is(root, "resource_changes", JsonValueKind.Array) && !PlanFile.Is(root, "planned_values", JsonValueKind.Object))
        {
            throw new InvalidInputException($"is not a plan but a state or a configuration of Terraform; {PlanFile.ValidForm}", new(file));
        }

        List<UnjudgedPart> unread = [.. Unread(root)];
        List<PlannedResource> resources = [];
        var untouched = 0;
        var region = PlanFile.Only(Providers(root).Select(provider => Constant(provider, "region")));
        foreach (var change in PlanFile.Items(root, "resource_changes"))
        {
            if (PlanFile.Text(change, "mode") == "data")
            {
                continue;
            }

            if (Resource(change, region, unread) is not { } resource)
            {
                continue;
            }

            if (resource.Action == PlannedAction.None)
            {
                untouched++;
            }
            else
            {
                resources.Add(resource);
            }
        }

        return new DeploymentPlan("Terraform", resources, AccountOf(root, resources), unread) { Untouched = untouched };
    }

    private static IEnumerable<UnjudgedPart> Unread(JsonElement root)
    {
        if (PlanFile.Is(root, "errored", JsonValueKind.True))
        {
            yield return new("the plan", "planning ended with an error, so the plan is not whole");
        }

        foreach (var deferred in PlanFile.Items(root, "deferred_changes"))
        {
            yield return new(
                PlanFile.Text(deferred, "resource_change", "address") ?? "a resource without an address",
                "its change is deferred to a later plan"
            );
        }

        if (PlanFile.Is(root, "complete", JsonValueKind.False) && !PlanFile.Items(root, "deferred_changes").Any())
        {
            yield return new("the plan", "it is not complete: another plan must follow");
        }

        foreach (var action in PlanFile.Items(root, "action_invocations"))
        {
            yield return new(PlanFile.Text(action, "address") ?? "an action without an address", "actions of providers are not judged");
        }
    }

    private static PlannedResource? Resource(JsonElement change, string? region, List<UnjudgedPart> unread)
    {
        var address = PlanFile.Text(change, "address");
        var type = PlanFile.Text(change, "type");
        var actions = PlanFile.Items(change, "change", "actions").Select(action => action.ToString()).ToList();
        if (address is null || type is null || actions.Count == 0 || ActionOf(actions) is not { } action)
        {
            unread.Add(new(address ?? "a resource without an address", "its entry in the plan has no form that is known"));
            return null;
        }

        var details = PlanFile.Member(change, "change");
        var before = new PlannedValues(PlanFile.Member(details, "before"), secret: PlanFile.Member(details, "before_sensitive"));
        var after = new PlannedValues(
            PlanFile.Member(details, "after"),
            PlanFile.Member(details, "after_unknown"),
            PlanFile.Member(details, "after_sensitive")
        );
        return new PlannedResource(
            PlanFile.Is(change, "deposed", JsonValueKind.String) ? $"{address} (deposed)" : address,
            type,
            action,
            before,
            after,
            after.Find("region").Text ?? before.Find("region").Text ?? RegionOf(before.Find("arn").Text) ?? region
        )
        {
            Changed = before.Names.Concat(after.Names).Where(name => after.Differs(before, name)).ToHashSet(StringComparer.Ordinal),
        };
    }

    // The list has at most two actions, in the order in which they happen.
    private static PlannedAction? ActionOf(IEnumerable<string> actions) =>
        actions.Aggregate(
            (PlannedAction?)PlannedAction.None,
            (all, action) =>
                action switch
                {
                    "create" => all | PlannedAction.Create,
                    "update" => all | PlannedAction.Update,
                    "delete" => all | PlannedAction.Delete,
                    "no-op" or "read" or "forget" => all,
                    _ => null,
                }
        );

    private static string? RegionOf(string? arn) => arn?.Split(':', 6) is ["arn", _, _, { Length: > 0 } region, _, _] ? region : null;

    private static string? AccountOf(JsonElement root, IEnumerable<PlannedResource> resources) =>
        PlanFile.Only(Providers(root).SelectMany(AllowedAccounts))
        ?? PlanFile.Only(
            resources.Select(resource => PlanFile.AccountOf(resource.Before.Find("arn").Text)).Where(account => account is not null)
        );

    private static IEnumerable<JsonElement> Providers(JsonElement root) =>
        PlanFile.Member(root, "configuration", "provider_config") is { ValueKind: JsonValueKind.Object } providers
            ? providers
                .EnumerateObject()
                .Select(provider => provider.Value)
                .Where(provider =>
                    PlanFile.Text(provider, "full_name") is { } full
                        ? full.EndsWith("/aws", StringComparison.Ordinal)
                        : PlanFile.Text(provider, "name") == "aws"
                )
            : [];

    private static IEnumerable<string?> AllowedAccounts(JsonElement provider) =>
        PlanFile.Items(provider, "expressions", "allowed_account_ids", "constant_value").Select(account => account.ToString());

    private static string? Constant(JsonElement provider, string name) => PlanFile.Text(provider, "expressions", name, "constant_value");
}
