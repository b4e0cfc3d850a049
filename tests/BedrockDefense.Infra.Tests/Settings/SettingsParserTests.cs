using System.Text.Json.Nodes;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Tests.Settings;

/// <summary>Runs every case of <c>cases/settings</c>. The cases have lists and objects as such; Pulumi holds them as JSON text.</summary>
public sealed class SettingsParserTests
{
    private const string ValidCasesFile = "settings/valid.json";
    private const string InvalidCasesFile = "settings/invalid.json";

    public static TheoryData<string> ValidCases => Repository.Names(ValidCasesFile);

    public static TheoryData<string> InvalidCases => Repository.Names(InvalidCasesFile);

    [Theory]
    [MemberData(nameof(ValidCases))]
    public void A_valid_configuration_is_read(string name)
    {
        var one = SettingsCase.Find(ValidCasesFile, name);

        var settings = CheckedSettings.Parse(one.Config);

        Assert.True(JsonNode.DeepEquals(one.Settings, Json(settings)), Json(settings).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Every_fault_is_named_in_one_error(string name)
    {
        var one = SettingsCase.Find(InvalidCasesFile, name);

        var error = Assert.Throws<InvalidSettingsException>(() => CheckedSettings.Parse(one.Config));

        Assert.Equal(one.Faults, error.Faults.Select(fault => fault.Message));
        Assert.All(error.Faults, fault => Assert.Contains(fault.Message, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_message_is_one_paragraph_with_a_line_per_fault()
    {
        var one = SettingsCase.Find(InvalidCasesFile, "An empty configuration lacks both that are required");

        var error = Assert.Throws<InvalidSettingsException>(() => CheckedSettings.Parse(one.Config));

        Assert.Equal(["The configuration has 2 faults:", .. one.Faults!.Select(fault => $"  - {fault}")], error.Message.Split('\n'));
    }

    // A case names a setting that is off by default only where it is on, and the hunting only where it differs from the default.
    private static JsonObject Json(DefenseSettings settings)
    {
        var json = Always(settings);
        string[] optIns =
        [
            .. settings.DenyUnloggedInference ? ["denyUnloggedInference"] : (string[])[],
            .. settings.RequireMfa ? ["requireMfa"] : (string[])[],
            .. settings.AllowDefaultBusChanges ? ["allowDefaultBusChanges"] : (string[])[],
            .. settings.DenyApiKeys ? ["denyApiKeys"] : (string[])[],
            .. settings.ProtectAccountSettings ? ["protectAccountSettings"] : (string[])[],
            .. settings.UngovernedRegions == UngovernedRegions.Deny ? ["ungovernedRegions"] : (string[])[],
            .. settings.SkipPreflight ? ["skipPreflight"] : (string[])[],
            .. settings.RequireFullCoverage ? ["requireFullCoverage"] : (string[])[],
            .. settings.StackSets.Retarget ? ["retarget"] : (string[])[],
            .. settings.Restore.Mode == RestoreMode.Observe ? ["observe"] : (string[])[],
        ];
        if (settings.RunbookBaseUrl is { } runbooks)
        {
            json["runbooks"] = runbooks.AbsoluteUri;
        }

        if (settings.Maintenance is { } window)
        {
            json["maintenance"] = Texts([window.Span, .. window.Roles, .. window.Detections]);
        }

        if (
            settings.Hunting
            != new HuntingSettings(Enabled: settings.Trail.ReuseArn is null, ScanLimitGigabytes: 100, ResultsRetentionDays: 30)
        )
        {
            json["hunting"] = new JsonObject
            {
                ["enabled"] = settings.Hunting.Enabled,
                ["scanLimitGigabytes"] = settings.Hunting.ScanLimitGigabytes,
                ["resultsRetentionDays"] = settings.Hunting.ResultsRetentionDays,
            };
        }

        foreach (var (name, value) in Logging(settings))
        {
            json[name] = value;
        }

        if (optIns is not [])
        {
            json["optIns"] = Texts(optIns);
        }

        if (settings.Auditor is { } auditor)
        {
            json["auditor"] = Texts([auditor, settings.ManagementAccountId!]);
        }

        foreach (var (name, account) in new[] { ("security", settings.SecurityAccount), ("logArchive", settings.LogArchiveAccount) })
        {
            if (account is not null)
            {
                json[name] = Texts([account.Id, account.RoleArn]);
            }
        }

        return json;
    }

    // The logging settings that differ from the default.
    private static IEnumerable<(string Name, JsonNode Value)> Logging(DefenseSettings settings)
    {
        var logging = settings.InvocationLogging;
        if (!settings.StackSets.Targets.IsEmpty)
        {
            yield return ("stackSets", Texts(settings.StackSets.Targets));
        }

        if (logging.Create != CreatedLogging.All)
        {
            yield return ("creates", logging.Create.ToString());
        }

        if (logging.DataTypes.Length < 5)
        {
            yield return ("dataTypes", Texts(logging.DataTypes.Select(type => type.ToString())));
        }

        if (logging.Copies is { } copies)
        {
            yield return ("copies", FormattableString.Invariant($"{copies.RetentionDays} {copies.RetentionMode}"));
            if (!copies.Mask.IsEmpty)
            {
                yield return ("masked", Texts(copies.Mask));
            }
        }

        if (!logging.PerAccount.IsEmpty)
        {
            yield return (
                "perAccount",
                Texts(
                    logging.PerAccount.Select(entry =>
                        entry.Value switch
                        {
                            { IsLeftAlone: true } => $"{entry.Key}: left",
                            { IsAdopted: true } => $"{entry.Key}: adopted",
                            var own => $"{entry.Key}: {own.LogGroup ?? "-"} {own.Role ?? "-"} {own.Bucket ?? "-"} {own.Prefix ?? "-"}",
                        }
                    )
                )
            );
        }
    }

    private static JsonObject Always(DefenseSettings settings) =>
        new()
        {
            ["home"] = settings.HomeRegion.Code,
            ["administrators"] = Texts(settings.Administrators),
            ["regions"] = Texts(settings.Regions.Select(region => region.Code)),
            ["targets"] = Texts(settings.GuardrailTargets),
            ["trail"] = new JsonObject
            {
                ["reuse"] = settings.Trail.ReuseArn,
                ["days"] = settings.Trail.RetentionDays,
                ["mode"] = settings.Trail.RetentionMode == RetentionMode.Governance ? "governance" : "compliance",
            },
            ["invocationLogging"] = new JsonObject
            {
                ["logGroup"] = settings.InvocationLogging.LogGroup,
                ["bucket"] = settings.InvocationLogging.Bucket,
                ["role"] = settings.InvocationLogging.Role,
            },
            ["alerts"] = new JsonArray([.. settings.Alerts.Select(Alert)]),
            ["scpCharacterLimit"] = settings.ScpCharacterLimit,
        };

    private static JsonObject Alert(AlertSubscription alert)
    {
        var json = new JsonObject
        {
            ["protocol"] = alert.Protocol.Name,
            ["endpoint"] = alert.Endpoint,
            ["severities"] = Texts(alert.Severities.Select(severity => severity.SigmaName())),
            ["roleArn"] = alert.RoleArn,
        };
        foreach (var (name, values) in new[] { ("detections", alert.Detections), ("accounts", alert.Accounts) })
        {
            if (!values.IsEmpty)
            {
                json[name] = Texts(values);
            }
        }

        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
