using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Inputs;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Parses the stack's <c>aws:</c> configuration for the providers that the program declares. Each key is carried over to them, or is known
/// to concern the management account only. Any other key is a fault: a provider without it might reach another place, or reach a place in
/// another way.
/// </summary>
public static class ProviderParser
{
    private const string Namespace = "aws:";

    /// <summary>The keys that concern the management account only, or that the settings of the other account replace.</summary>
    public static readonly ImmutableSortedSet<string> ManagementAccountKeys = ["allowedAccountIds", "forbiddenAccountIds", "region"];

    private static readonly ImmutableSortedDictionary<string, PropertyInfo> PlainInputs = InputReader
        .PlainInputsOf(typeof(ProviderArgs))
        .RemoveRange(ManagementAccountKeys);

    private static readonly ImmutableSortedDictionary<string, Action<ProviderArgs, ConfigNode>> StructuredInputs = new Dictionary<
        string,
        Action<ProviderArgs, ConfigNode>
    >
    {
        ["assumeRoleWithWebIdentity"] = (args, node) =>
            args.AssumeRoleWithWebIdentity = InputReader.Read(node, new ProviderAssumeRoleWithWebIdentityArgs()),
        ["assumeRoles"] = (args, node) => Each(node, one => args.AssumeRoles.Add(InputReader.Read(one, new ProviderAssumeRoleArgs()))),
        ["defaultTags"] = (args, node) => args.DefaultTags = InputReader.Read(node, new ProviderDefaultTagsArgs()),
        ["endpoints"] = (args, node) => Each(node, one => args.Endpoints.Add(InputReader.Read(one, new ProviderEndpointArgs()))),
        ["ignoreTags"] = (args, node) => args.IgnoreTags = InputReader.Read(node, new ProviderIgnoreTagsArgs()),
    }.ToImmutableSortedDictionary();

    /// <summary>The keys that are carried over, without their namespace.</summary>
    public static IEnumerable<string> CarriedKeys => PlainInputs.Keys.Concat(StructuredInputs.Keys);

    /// <summary>Parses the configuration of the providers.</summary>
    /// <param name="config">The configuration of the stack.</param>
    /// <param name="secrets">The keys that are secret.</param>
    /// <param name="hasProviders">
    /// Whether the program declares providers. Otherwise the default provider alone reads the keys, and nothing is checked here.
    /// </param>
    /// <param name="faults">Where faults are noted.</param>
    internal static ProviderSettings Parse(
        IReadOnlyDictionary<string, string> config,
        IReadOnlySet<string> secrets,
        bool hasProviders,
        List<Fault> faults
    )
    {
        if (!hasProviders)
        {
            return ProviderSettings.None;
        }

        var fill = new List<Action<ProviderArgs>>();
        foreach (
            var (key, text) in config
                .Where(entry => entry.Key.StartsWith(Namespace, StringComparison.Ordinal))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        )
        {
            var name = key[Namespace.Length..];
            if (ManagementAccountKeys.Contains(name))
            {
                continue;
            }

            if (PlainInputs.TryGetValue(name, out var property))
            {
                // An input that is a text is not parsed as JSON: a profile may be named 123.
                var json = property.PropertyType == typeof(Input<string>) ? SettingsParser.Text(text) : SettingsParser.JsonOrText(text);
                var node = new ConfigNode(key, json, faults, secrets.Contains(key));
                fill.Add(args => InputReader.Set(args, property, node));
            }
            else if (StructuredInputs.TryGetValue(name, out var set))
            {
                var node = new ConfigNode(key, SettingsParser.JsonOrText(text), faults, secrets.Contains(key));
                if (!node.IsUndisclosed)
                {
                    fill.Add(args => set(args, node));
                }
            }
            else
            {
                faults.Add(
                    new Fault(
                        $"{key}: cannot be carried over to the providers of securityAccount and logArchiveAccount; take it "
                            + "out, or leave those settings out"
                            + $"{(name == "assumeRole" ? "; version 7 of the provider reads aws:assumeRoles, a list" : "")}"
                    )
                );
            }
        }

        // Filling the arguments of one provider notes every fault.
        var settings = new ProviderSettings(args => fill.ForEach(one => one(args)));
        settings.Fill(new ProviderArgs());
        return settings;
    }

    private static void Each(ConfigNode node, Action<ConfigNode> read)
    {
        foreach (var one in node.List("a list of objects") ?? [])
        {
            read(one);
        }
    }
}
