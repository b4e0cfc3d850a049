using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Counts the policies of each root, unit and account that the guardrails are attached to, whoever attached them.</summary>
internal static class PolicyBudget
{
    /// <summary>Counts.</summary>
    /// <exception cref="Clients.AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var types = context
            .OfType("aws:organizations/policy:Policy")
            .Select(policy => policy.Text("type")!)
            .Distinct()
            .Select(type =>
                type == OrganizationPolicyType.ResourceControl.Name
                    ? ScpLimits.ResourceControl
                    : new ScpLimits { PoliciesPerTarget = context.Settings.ScpsPerTargetLimit }
            )
            .ToList();
        var targets = context
            .OfType("aws:organizations/policyAttachment:PolicyAttachment")
            .Select(attachment => attachment.Text("targetId")!)
            .Distinct()
            .ToList();
        List<Deviation> full = [];
        List<string> facts = [];
        foreach (var limits in types)
        {
            List<(string Target, int Attached)> counted = [];
            foreach (var target in targets)
            {
                var policies = await context
                    .Places.Home.AllAsync(
                        "organizations",
                        "ListPoliciesForTarget",
                        "Policies",
                        new() { ["TargetId"] = target, ["Filter"] = limits.Type.Name }
                    )
                    .ConfigureAwait(false);
                counted.Add((target, policies.Count));
            }

            full.AddRange(
                counted
                    .Where(one => one.Attached >= limits.PoliciesPerTarget)
                    .Select(one => new Deviation(
                        DeviationKind.Unhealthy,
                        context.Places.Management.Id,
                        context.Places.HomeRegion,
                        $"policies of {one.Target}",
                        null,
                        null,
                        $"it has {one.Attached} {limits.Type.Plural}, and AWS takes {limits.PoliciesPerTarget}: an update that needs one "
                            + "more would fail",
                        $"aws organizations list-policies-for-target --target-id {one.Target} --filter {limits.Type.Name}"
                    ))
            );
            if (counted.Count > 0)
            {
                var most = counted.MaxBy(one => one.Attached);
                facts.Add(
                    $"The {limits.Type.Plural} of {most.Target}, where they are most: {most.Attached} of {limits.PoliciesPerTarget}."
                );
            }
        }

        return new Remarks { Deviations = full, Facts = facts };
    }
}
