using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>
/// Reads what <c>pulumi preview --json</c> writes (pulumi/pulumi: <c>display.PreviewDigest</c>). It lists what changes; what stays as it
/// is, is only counted.
/// </summary>
internal static class PulumiPreview
{
    private const string ProviderType = "pulumi:providers:aws";

    public static DeploymentPlan Read(JsonElement root)
    {
        List<UnjudgedPart> unread = [];
        List<PlannedResource> resources = [];
        var steps = PlanFile.Items(root, "steps").ToList();
        var providers = steps
            .Where(step => TypeOf(step) == ProviderType)
            .GroupBy(step => PlanFile.Text(step, "urn") ?? "", StringComparer.Ordinal)
            .ToDictionary(alike => alike.Key, alike => Inputs(alike.First()), StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (Resource(step, root, providers, unread) is { } resource && resource.Action != PlannedAction.None)
            {
                resources.Add(resource);
            }
        }

        unread.AddRange(Unread(root, steps));
        return new DeploymentPlan("Pulumi", resources, AccountOf(providers.Values, resources), unread)
        {
            Untouched = CountOf(root, "same"),
        };
    }

    private static IEnumerable<UnjudgedPart> Unread(JsonElement root, IReadOnlyList<JsonElement> steps)
    {
        if (PlanFile.Items(root, "diagnostics").Any(one => PlanFile.Text(one, "severity") == "error"))
        {
            yield return new("the preview", "it ended with an error, so it is not whole");
        }

        if (PlanFile.Is(root, "maybeCorrupt", JsonValueKind.True))
        {
            yield return new("the preview", "Pulumi says that it may be corrupt");
        }

        foreach (var op in new[] { "create", "update", "delete", "replace" })
        {
            var (counted, listed) = (CountOf(root, op), steps.Count(step => PlanFile.Text(step, "op") == op));
            // With --show-replacement-steps, the parts of a replacement are listed in its place.
            if (counted > listed && (op != "replace" || !steps.Any(step => PlanFile.Text(step, "op") == "create-replacement")))
            {
                yield return new("the preview", $"it counts {counted} of {op} and lists {listed}");
            }
        }
    }

    private static PlannedResource? Resource(
        JsonElement step,
        JsonElement root,
        IReadOnlyDictionary<string, PlannedValues> providers,
        List<UnjudgedPart> unread
    )
    {
        var urn = PlanFile.Text(step, "urn");
        if (urn is null || TypeOf(step) is not { Length: > 0 } type || ActionOf(PlanFile.Text(step, "op")) is not { } action)
        {
            unread.Add(new(urn ?? "a step without a URN", "its step in the preview has no form that is known"));
            return null;
        }

        // The inputs are what the program says. The outputs of what stands have what AWS added, such as the ARN.
        var (old, before, after) = (
            new PlannedValues(PlanFile.Member(step, "oldState", "inputs")),
            new PlannedValues(
                PlanFile.Member(step, "oldState", "outputs") is { ValueKind: JsonValueKind.Object } outputs
                && outputs.EnumerateObject().Any()
                    ? outputs
                    : PlanFile.Member(step, "oldState", "inputs")
            ),
            new PlannedValues(PlanFile.Member(step, "newState", "inputs"))
        );
        if (action.HasFlag(PlannedAction.Delete) || action == PlannedAction.Update)
        {
            if (!PlanFile.Is(step, "oldState", JsonValueKind.Object))
            {
                unread.Add(new(urn, "the preview does not say what stands"));
                return null;
            }
        }

        if (action.HasFlag(PlannedAction.Create) || action == PlannedAction.Update)
        {
            if (!PlanFile.Is(step, "newState", JsonValueKind.Object))
            {
                unread.Add(new(urn, "the preview does not say what it becomes"));
                return null;
            }
        }

        return new PlannedResource(
            urn,
            type,
            action,
            before,
            after,
            after.Find("region").Text ?? before.Find("region").Text ?? RegionOfProvider(step, root, providers)
        )
        {
            Changed = old.Names.Concat(after.Names).Where(name => after.Differs(old, name)).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static PlannedAction? ActionOf(string? op) =>
        op switch
        {
            "create" or "create-replacement" => PlannedAction.Create,
            "update" => PlannedAction.Update,
            "delete" or "delete-replaced" => PlannedAction.Delete,
            "replace" => PlannedAction.Replace,
            // An imported resource is taken over as it stands, and its replacement deletes what stood before.
            "import-replacement" => PlannedAction.Delete,
            "same"
            or "read"
            or "read-replacement"
            or "refresh"
            or "discard"
            or "discard-replaced"
            or "remove-pending-replace"
            or "import" => PlannedAction.None,
            _ => null,
        };

    // A URN ends in TYPE::NAME, and TYPE has those of the parents before a dollar sign (Pulumi documentation, "URNs").
    private static string TypeOf(JsonElement step) =>
        PlanFile.Text(step, "newState", "type")
        ?? PlanFile.Text(step, "oldState", "type")
        ?? (PlanFile.Text(step, "urn")?.Split("::") is [_, _, var types, ..] ? types[(types.LastIndexOf('$') + 1)..] : "");

    private static PlannedValues Inputs(JsonElement step) =>
        new(PlanFile.Member(step, PlanFile.Is(step, "newState", JsonValueKind.Object) ? "newState" : "oldState", "inputs"));

    // The default provider takes its Region from the stack's configuration. A provider that stays as it is, is not listed.
    private static string? RegionOfProvider(JsonElement step, JsonElement root, IReadOnlyDictionary<string, PlannedValues> providers)
    {
        var reference =
            PlanFile.Text(step, "provider") ?? PlanFile.Text(step, "newState", "provider") ?? PlanFile.Text(step, "oldState", "provider");
        var urn = reference is null ? "" : reference[..Math.Max(0, reference.LastIndexOf("::", StringComparison.Ordinal))];
        return providers.TryGetValue(urn, out var inputs) ? inputs.Find("region").Text
            : urn.Contains($"{ProviderType}::default", StringComparison.Ordinal) ? PlanFile.Text(root, "config", "aws:region")
            : null;
    }

    private static string? AccountOf(IEnumerable<PlannedValues> providers, IEnumerable<PlannedResource> resources) =>
        PlanFile.Only(
            providers
                .Select(provider => PlanFile.AccountOf(provider.Find("assume_role", "role_arn").Text))
                .Concat(resources.Select(resource => PlanFile.AccountOf(resource.Before.Find("arn").Text)))
                .Where(account => account is not null)
        );

    private static int CountOf(JsonElement root, string op) =>
        PlanFile.Member(root, "changeSummary", op) is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var number)
            ? number
            : 0;
}
