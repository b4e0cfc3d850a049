using System.Collections.Immutable;
using BedrockDefense.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses the home Region, the governed Regions, and the confirmation of the Regions that an account must enable first.</summary>
internal static class RegionParser
{
    private const string CodeForm = "a Region code such as eu-central-1";

    /// <summary>Parses the home Region. Notes a fault and returns null when the value is no Region or cannot be the home Region.</summary>
    public static AwsRegion? ParseHome(IReadOnlyDictionary<string, string> config, List<Fault> faults)
    {
        var code = config.GetValueOrDefault("aws:region");
        var region = code is null ? null : AwsRegion.Find(code);
        if (region is null)
        {
            faults.Add(
                new Fault(
                    code is null
                        ? "aws:region: is missing; set the home Region with: pulumi config set aws:region eu-central-1"
                        : $"aws:region: \"{code}\" is no AWS Region; write {CodeForm}"
                )
            );
        }
        else if (region.IsOptIn)
        {
            // AWS CloudTrail User Guide, "Organization trails": the home Region must be a Region that every account has.
            faults.Add(
                new Fault(
                    $"aws:region: \"{code}\" is an opt-in Region, in which no organization trail can have its home; write "
                        + "one that every account has, such as eu-central-1"
                )
            );
        }

        return region;
    }

    /// <summary>Parses the governed Regions; by default the home Region alone.</summary>
    public static ImmutableArray<AwsRegion> ParseGoverned(IReadOnlyDictionary<string, ConfigNode> nodes, AwsRegion? home)
    {
        var confirmed = ParseEntries(nodes, "optInRegions") ?? [];
        if (!nodes.TryGetValue("regions", out var node))
        {
            RefuseNeedless(confirmed, governed: []);
            return home is null ? [] : [home];
        }

        if (ParseEntries(nodes, "regions") is not { } entries)
        {
            return [];
        }

        var regions = ImmutableArray.CreateRange(entries.Select(entry => entry.Region).Distinct());
        foreach (var (entry, region) in entries)
        {
            // An organization belongs to one partition. Its trail and its bus see nothing of another partition.
            if (home is not null && region.Partition != home.Partition)
            {
                entry.Refuse($"is in partition {region.Partition}, but the home Region {home.Code} is in {home.Partition}");
            }
            else if (region.IsOptIn && region != home && !confirmed.Exists(other => other.Region == region))
            {
                entry.Refuse(
                    "is an opt-in Region, and no stack can be deployed to an account that has not enabled it; enable it in every account "
                        + $"(in the management account: aws account enable-region --region-name {region.Code}; in a member: "
                        + "the same with --account-id), "
                        + $"then confirm with optInRegions: [{region.Code}]"
                );
            }
        }

        RefuseNeedless(confirmed, regions);
        if (home is not null && !regions.Contains(home))
        {
            node.Refuse($"lacks the home Region {home.Code}; add it");
        }

        return regions;
    }

    private static void RefuseNeedless(List<(ConfigNode Entry, AwsRegion Region)> confirmed, ImmutableArray<AwsRegion> governed)
    {
        foreach (var (entry, region) in confirmed)
        {
            if (!region.IsOptIn)
            {
                entry.Refuse("needs no confirmation, since every account has it; take it out");
            }
            else if (!governed.Contains(region))
            {
                entry.Refuse("is not among the governed Regions; add it to regions, or take it out");
            }
        }
    }

    // Returns the entries that are Regions, each once, and notes faults for the others. Returns null when the setting is no list.
    private static List<(ConfigNode Entry, AwsRegion Region)>? ParseEntries(IReadOnlyDictionary<string, ConfigNode> nodes, string setting)
    {
        if (!nodes.TryGetValue(setting, out var node) || node.List("a list of Region codes such as eu-central-1") is not { } entries)
        {
            return null;
        }

        var regions = new List<(ConfigNode Entry, AwsRegion Region)>();
        foreach (var entry in entries)
        {
            if (entry.Peek() is not { } code)
            {
                entry.Text(CodeForm);
            }
            else if (AwsRegion.Find(code) is not { } region)
            {
                entry.Refuse($"is no AWS Region; write {CodeForm}");
            }
            else if (regions.Exists(other => other.Region == region))
            {
                entry.Refuse("is in the list twice; write it once");
            }
            else
            {
                regions.Add((entry, region));
            }
        }

        return regions;
    }
}
