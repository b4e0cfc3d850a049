using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Aws;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Turns configuration in Pulumi's form (<c>namespace:key</c> to text, lists and objects as JSON) into <see cref="DefenseSettings"/>, or
/// into one error with every fault. The parser reads nothing else.
/// </summary>
public static partial class SettingsParser
{
    internal const string Namespace = "bedrock-defense";

    // Stands for a home Region that is missing, so that the other settings can still be checked.
    private static readonly AwsRegion UnknownHome = new("", "aws");

    private static readonly int DefaultScpCharacters = new ScpLimits().Characters;
    private static readonly int DefaultScpsPerTarget = new ScpLimits().PoliciesPerTarget;

    private static readonly string[] Keys =
    [
        "administrators",
        "alerts",
        "denyUnloggedInference",
        "guardrails",
        "hunting",
        "invocationLogging",
        "logArchiveAccount",
        "maintenance",
        "managementAccount",
        "optInRegions",
        "regions",
        "requireFullCoverage",
        "restore",
        "runbookBaseUrl",
        "scpCharacterLimit",
        "scpsPerTargetLimit",
        "securityAccount",
        "skipPreflight",
        "stackSets",
        "tags",
        "trail",
        "ungovernedRegions",
        "verification",
    ];

    // The values of all other settings become part of policies and of names, which AWS shows to everybody who may read there.
    private static readonly string[] AllowedSecretKeys = ["alerts", "logArchiveAccount", "runbookBaseUrl", "securityAccount"];

    /// <summary>
    /// Parses the configuration of a stack. It ignores keys of namespaces other than ours and <c>aws</c>. It reads keys of <c>aws</c> only
    /// where the program declares its own providers. <c>CheckedSettings</c> checks afterwards that the documents made from the settings fit
    /// AWS's limits.
    /// </summary>
    /// <param name="config">The configuration.</param>
    /// <param name="secretKeys">
    /// The keys whose values are secret or hold a secret; null where <see cref="Secret.Mask"/> stands for each.
    /// </param>
    /// <exception cref="InvalidSettingsException">With every fault found.</exception>
    public static DefenseSettings ParseValues(IReadOnlyDictionary<string, string> config, IReadOnlySet<string>? secretKeys = null)
    {
        var faults = new List<Fault>();
        var secrets = secretKeys ?? Secret.KeysOf(config);
        if (secrets.Contains("aws:region"))
        {
            faults.Add(SecretFault("aws:region"));
            throw new InvalidSettingsException(faults);
        }

        var nodes = Nodes(config, secrets, faults);
        var home = RegionParser.ParseHome(config, faults);
        var (securityAccount, logArchiveAccount) = AccountParser.Parse(nodes, home?.Partition);
        var guardrails = nodes.TryGetValue("guardrails", out var node)
            ? node.Fields(
                "targets",
                "exclude",
                "requireMfa",
                "allowDefaultBusChanges",
                "denyApiKeys",
                "protectAccountSettings",
                "resourcePolicies",
                "identityProviders"
            )
            : new Dictionary<string, ConfigNode>();
        Administrators administrators;
        ImmutableArray<string> targets;
        ImmutableArray<AlertSubscription> alerts;
        TrailSettings trail;
        RestoreSettings restore;
        string? auditor;
        var settings = new DefenseSettings
        {
            HomeRegion = home ?? UnknownHome,
            Administrators = administrators = AdministratorsParser.Parse(nodes, home?.Partition, faults),
            Regions = RegionParser.ParseGoverned(nodes, home),
            SecurityAccount = securityAccount,
            LogArchiveAccount = logArchiveAccount,
            SkipPreflight = IsOn(nodes, "skipPreflight"),
            RequireFullCoverage = IsOn(nodes, "requireFullCoverage"),
            StackSets = StackSetParser.Parse(nodes),
            GuardrailTargets = targets = GuardrailTargets(guardrails),
            GuardrailExclusions = GuardrailExclusions(guardrails, targets, [securityAccount?.Id, logArchiveAccount?.Id]),
            DenyUnloggedInference = IsOn(nodes, "denyUnloggedInference"),
            RequireMfa = IsOn(guardrails, "requireMfa"),
            AllowDefaultBusChanges = IsOn(guardrails, "allowDefaultBusChanges"),
            DenyApiKeys = IsOn(guardrails, "denyApiKeys"),
            ProtectAccountSettings = IsOn(guardrails, "protectAccountSettings"),
            UngovernedRegions = nodes.TryGetValue("ungovernedRegions", out var ungoverned)
                ? Ungoverned(ungoverned)
                : UngovernedRegions.Allow,
            ResourcePolicies = IsOn(guardrails, "resourcePolicies"),
            IdentityProviders = guardrails.TryGetValue("identityProviders", out var providers)
                ? IdentityProviderParser.Parse(providers, home?.Partition)
                : [],
            Trail = trail = Trail(nodes, home?.Partition),
            Hunting = HuntingParser.Parse(nodes, ownsTrail: trail.ReuseArn is null),
            InvocationLogging = InvocationLoggingParser.Parse(
                nodes,
                OtherRoles(administrators, securityAccount, logArchiveAccount),
                (restore = RestoreParser.Parse(nodes)).Mode
            ),
            Restore = restore,
            Alerts = alerts = Alerts(nodes, home),
            Auditor = auditor = VerificationParser.Parse(nodes, home?.Partition, [securityAccount?.Id, logArchiveAccount?.Id]),
            ManagementAccountId = ManagementAccountParser.Parse(nodes, securityAccount?.Id, trail, alerts, auditor),
            Maintenance = null,
            Provider = ProviderParser.Parse(
                config,
                secrets,
                hasProviders: nodes.ContainsKey("securityAccount") || nodes.ContainsKey("logArchiveAccount"),
                faults
            ),
            Tags = nodes.TryGetValue("tags", out var tags) ? TagParser.Parse(tags) : ImmutableSortedDictionary<string, string>.Empty,
            RunbookIsSecret = nodes.TryGetValue("runbookBaseUrl", out var secretRunbooks) && secretRunbooks.IsSecret,
            RunbookBaseUrl = nodes.TryGetValue("runbookBaseUrl", out var runbooks) ? RunbookBaseUrl(runbooks) : null,
            ScpCharacterLimit = nodes.TryGetValue("scpCharacterLimit", out var limit)
                ? limit.Number(1_000, DefaultScpCharacters) ?? 0
                : DefaultScpCharacters,
            ScpsPerTargetLimit = nodes.TryGetValue("scpsPerTargetLimit", out var perTarget)
                ? perTarget.Number(2, DefaultScpsPerTarget) ?? 0
                : DefaultScpsPerTarget,
        };
        settings = settings with { Maintenance = MaintenanceParser.Parse(nodes, settings) };
        if (faults.Count == 0)
        {
            AlertOwners.Require(nodes, settings);
        }

        return faults.Count == 0 ? settings : throw new InvalidSettingsException(faults);
    }

    // These roles exist in accounts where Bedrock's role would be created too, so the names must differ.
    private static IEnumerable<(string Key, string Arn)> OtherRoles(
        Administrators administrators,
        AccountSettings? security,
        AccountSettings? logArchive
    ) =>
        [
            .. administrators.Select((arn, index) => ($"{Namespace}:administrators[{index}]", arn)),
            .. security is null ? [] : (IEnumerable<(string, string)>)[($"{Namespace}:securityAccount.roleArn", security.RoleArn)],
            .. logArchive is null ? [] : (IEnumerable<(string, string)>)[($"{Namespace}:logArchiveAccount.roleArn", logArchive.RoleArn)],
        ];

    // The URL becomes part of every alert's template, and the id of a runbook is added to its end.
    private static Uri? RunbookBaseUrl(ConfigNode node)
    {
        const string form =
            "an https URL without query and fragment that the name of a runbook's file can follow, such as "
            + "https://wiki.example.com/runbooks";
        if (node.Text(form) is not { } text)
        {
            return null;
        }

        if (node.IsUndisclosed)
        {
            return new Uri(Secret.Mask, UriKind.Relative);
        }

        if (PlainHttpsUrl().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return url;
        }

        node.Refuse($"is no such link; write {form}");
        return null;
    }

    private static Dictionary<string, ConfigNode> Nodes(
        IReadOnlyDictionary<string, string> config,
        IReadOnlySet<string> secrets,
        List<Fault> faults
    )
    {
        var nodes = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        foreach (var key in config.Keys.Order(StringComparer.Ordinal))
        {
            if (!key.StartsWith(Namespace + ":", StringComparison.Ordinal))
            {
                // Other namespaces belong to other programs. But this namespace is a misspelling of ours.
                if (key.Split(':') is [var space, var known] && Keys.Contains(known) && Spelling.Nearest(space, [Namespace]) is not null)
                {
                    faults.Add(
                        new Fault($"{key}: is of the namespace {VisibleText.Of(space)}, which nothing reads; write {Namespace}:{known}")
                    );
                }

                continue;
            }

            var name = key[(Namespace.Length + 1)..];
            var isSecret = secrets.Contains(key);
            if (isSecret && Keys.Contains(name) && !AllowedSecretKeys.Contains(name))
            {
                // This one fault is enough. Any other fault could show a part of the value.
                faults.Add(SecretFault(key));
                nodes[name] = new ConfigNode(key, JsonOrText(config[key]), [], isSecret);
            }
            else if (Keys.Contains(name))
            {
                nodes[name] = new ConfigNode(key, JsonOrText(config[key]), faults, isSecret);
            }
            else
            {
                faults.Add(
                    new Fault(
                        $"{key}: there is no such setting; the settings are "
                            + $"{string.Join(", ", Keys.Select(known => $"{Namespace}:{known}"))}"
                    )
                );
            }
        }

        return nodes;
    }

    /// <summary>
    /// Finds the setting that a name without our namespace means, also when the name is misspelt; null when no setting is similar.
    /// </summary>
    public static string? NearestKey(string name) => Spelling.Nearest(name, Keys) is { } near ? $"{Namespace}:{near}" : null;

    private static Fault SecretFault(string key) =>
        new($"{key}: {Secret.Mask} becomes part of policies and names that AWS shows to readers; set it without --secret");

    // Most texts are not JSON, and their first character shows it. This test is cheap; an exception from the JSON parser would cost
    // more than all other parsing.
    internal static JsonElement JsonOrText(string text)
    {
        try
        {
            if (
                text.AsSpan().TrimStart(" \t\r\n") is [var first, ..]
                && (first is '{' or '[' or '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(first))
            )
            {
                return Parse(text);
            }
        }
        catch (JsonException)
        {
            // The text only begins like JSON.
        }

        return Text(text);
    }

    /// <summary>Turns a text into a JSON string.</summary>
    internal static JsonElement Text(string text) => Parse($"\"{JsonEncodedText.Encode(text)}\"");

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static ImmutableArray<string> GuardrailTargets(IReadOnlyDictionary<string, ConfigNode> guardrails)
    {
        const string form = "the id of the root (r-abcd), of an OU (ou-abcd-12345678) or of an account (12 digits)";
        return guardrails.TryGetValue("targets", out var targets)
            ? Distinct(
                targets.List($"a list, each {form}; an empty list attaches nowhere") ?? [],
                form,
                id => TargetId().IsMatch(id) ? id : null,
                $"is no target; write {form}"
            )
            : [];
    }

    private static ImmutableArray<string> GuardrailExclusions(
        IReadOnlyDictionary<string, ConfigNode> guardrails,
        ImmutableArray<string> targets,
        string?[] accounts
    )
    {
        const string form = "the id of an OU (ou-abcd-12345678) or of an account (12 digits) below a target";
        if (!guardrails.TryGetValue("exclude", out var exclude) || exclude.List($"a list, each {form}") is not { } entries)
        {
            return [];
        }

        foreach (var entry in entries)
        {
            if (entry.Peek() is { } id && targets.Contains(id) && !id.StartsWith("r-", StringComparison.Ordinal))
            {
                entry.Refuse("is a target as well; leave it out of the targets or out of this list");
            }

            if (accounts.Contains(entry.Peek()))
            {
                entry.Refuse("holds the alerts or the logs of this stack, which need the guardrails most; take it out of this list");
            }
        }

        return Distinct(
            entries,
            form,
            id => TargetId().IsMatch(id) && !id.StartsWith("r-", StringComparison.Ordinal) ? id : null,
            $"cannot be left out; write {form}"
        );
    }

    internal static bool IsOn(IReadOnlyDictionary<string, ConfigNode> nodes, string name) =>
        nodes.TryGetValue(name, out var node) && node.Flag() is true;

    private static UngovernedRegions Ungoverned(ConfigNode node) =>
        node.PeekWord() switch
        {
            "allow" => UngovernedRegions.Allow,
            "deny" => UngovernedRegions.Deny,
            "detect" => UngovernedRegions.Detect,
            _ => Refuse(node, "is no choice; write allow, detect or deny", UngovernedRegions.Allow),
        };

    private static TrailSettings Trail(Dictionary<string, ConfigNode> nodes, string? partition)
    {
        var created = new TrailSettings(null, RetentionDays: 365, RetentionMode.Governance);
        if (!nodes.TryGetValue("trail", out var node))
        {
            return created;
        }

        var fields = node.Fields("reuse", "retentionDays", "retentionMode");
        if (fields.TryGetValue("reuse", out var reuse))
        {
            const string form =
                "the ARN of the organization trail, such as arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization";
            if (fields.Count > 1)
            {
                node.Refuse("sets reuse, which creates no trail, together with the retention of a created one; write one or the other");
            }

            if (reuse.Text(form) is { } arn)
            {
                if (!TrailArn().IsMatch(arn))
                {
                    reuse.Refuse($"is no trail ARN; write {form}");
                }
                else if (partition is not null && arn.Split(':')[1] != partition)
                {
                    reuse.Refuse($"is in partition {arn.Split(':')[1]}, but the home Region is in {partition}");
                }
            }

            return created with
            {
                ReuseArn = reuse.Peek(),
            };
        }

        var days = fields.TryGetValue("retentionDays", out var retention) ? retention.Number(1, 36_500) : created.RetentionDays;
        var mode = fields.TryGetValue("retentionMode", out var given) ? RetentionModeParser.Parse(given) : created.RetentionMode;
        return new TrailSettings(null, days ?? 0, mode);
    }

    private static ImmutableArray<AlertSubscription> Alerts(Dictionary<string, ConfigNode> nodes, AwsRegion? home)
    {
        if (!nodes.TryGetValue("alerts", out var node))
        {
            return [];
        }

        if (node.IsUndisclosed)
        {
            node.Refuse(Secret.UndecryptableWhole);
            return [];
        }

        var alerts = new List<AlertSubscription>();
        foreach (var entry in node.List("a list of {protocol, endpoint, severities}") ?? [])
        {
            if (AlertParser.Parse(entry, home) is not { } alert)
            {
                continue;
            }

            alert = alert with { IsSecret = entry.IsSecret, Key = entry.Key };
            if (
                alert.Endpoint != Secret.Mask
                && alerts.Exists(other =>
                    other.Protocol == alert.Protocol && other.Endpoint == alert.Endpoint && other.Connection == alert.Connection
                )
            )
            {
                entry.Refuse(
                    alert.Protocol.HasEndpoint
                        ? "subscribes an endpoint a second time; name all its severities in one entry"
                        : $"is a second entry for {alert.Protocol}, for which there is one "
                            + $"{(alert.Protocol.IsDirect ? "destination" : "topic")}; write one"
                );
            }
            else if (alerts.Find(other => PeopleSelection.IsMistakenFor(alert, other)) is { } mistaken)
            {
                entry.Refuse(
                    $"asks for something else than {mistaken.Key}, but the fingerprints that name their topics are the same "
                        + "by chance; add or leave out a detection or a severity here"
                );
            }

            alerts.Add(alert);
        }

        return [.. alerts];
    }

    internal static ImmutableArray<T> Distinct<T>(
        IReadOnlyList<ConfigNode> entries,
        string validForm,
        Func<string, T?> convert,
        string refusal = ""
    )
        where T : class
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var entry in entries)
        {
            if (entry.Peek() is not { } text)
            {
                entry.Text(validForm);
            }
            else if (convert(text) is not { } value)
            {
                entry.Refuse(refusal);
            }
            else if (values.Contains(value))
            {
                entry.Refuse("is in the list twice; write it once");
            }
            else
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private static T Refuse<T>(ConfigNode node, string reason, T fallback)
    {
        node.Refuse(reason);
        return fallback;
    }

    // AWS Organizations API Reference, "AttachPolicy", TargetId.
    [GeneratedRegex(@"^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|[0-9]{12})\z")]
    private static partial Regex TargetId();

    [GeneratedRegex(@"^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~%+@-]+)*/?\z")]
    private static partial Regex PlainHttpsUrl();

    // AWS CloudTrail API Reference, "CreateTrail", Name.
    [GeneratedRegex(@"^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[A-Za-z0-9][A-Za-z0-9._-]{2,127}\z")]
    private static partial Regex TrailArn();
}
