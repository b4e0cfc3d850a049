using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>stackSets</c>: the accounts that the StackSets deploy to.</summary>
internal static partial class StackSetParser
{
    private const string Form = "the id of the root (r-abcd) or of an OU (ou-abcd-12345678)";

    /// <summary>Parses the settings; gives the defaults where there are none.</summary>
    public static StackSetSettings Parse(IReadOnlyDictionary<string, ConfigNode> nodes)
    {
        var fields = nodes.TryGetValue("stackSets", out var node)
            ? node.Fields("targets", "retarget")
            : new Dictionary<string, ConfigNode>();
        var isOn = SettingsParser.IsOn(fields, "retarget");
        if (!fields.TryGetValue("targets", out var targets))
        {
            return new StackSetSettings([], isOn);
        }

        var ids = TextList.Read(targets, Form, ("no member account would be covered", "it out for the root"));
        foreach (var (id, entry) in ids.Where(one => !Target().IsMatch(one.Text)))
        {
            entry.Refuse($"is no target of a StackSet; write {Form}");
        }

        return new StackSetSettings([.. ids.Select(id => id.Text)], isOn);
    }

    // AWS CloudFormation API Reference, "DeploymentTargets", OrganizationalUnitIds.
    [GeneratedRegex(@"^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})\z")]
    private static partial Regex Target();
}
