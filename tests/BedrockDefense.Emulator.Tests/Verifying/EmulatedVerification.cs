using System.Collections.Concurrent;
using System.Text.Json;
using BedrockDefense.Aws;
using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Emulator.Tests.Deployer;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Watching;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Resuming;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>Verifies stacks on the emulator, which differs from AWS in ways that are known.</summary>
internal static class EmulatedVerification
{
    /// <summary>Prepares a verification that passes over what the emulator does not tell, or tells otherwise than AWS.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="enter">Enters a member account; null to enter none.</param>
    /// <param name="begin">Is told the estimate of requests.</param>
    /// <param name="asksTrail">Whether the trail is asked for heartbeats.</param>
    /// <param name="checkpoint">Keeps what was read; null for nothing.</param>
    /// <param name="progress">Is told each step.</param>
    public static Verification Of(
        IReadOnlyDictionary<string, string> config,
        EmulatedOrganization organization,
        Func<string, string, Task<IAwsApi>>? enter = null,
        Action<long>? begin = null,
        bool asksTrail = false,
        Checkpoint? checkpoint = null,
        Action<int, int>? progress = null
    ) =>
        new(config, organization.Management)
        {
            Enter = enter,
            Begin = begin ?? (_ => { }),
            AsksTrail = asksTrail,
            Checkpoint = checkpoint,
            Progress = progress ?? ((_, _) => { }),
            IsUnreadable = MissingFromEmulator.Contains,
            Adapt = (_, told) =>
            {
                told.Remove("managedExecution");
                if (told["templateBody"] is { } template)
                {
                    told["templateBody"] = EmulatedTemplate.ToOriginal(template.GetValue<string>());
                }

                // The emulator's CloudFormation knows one partition.
                if (told["assumeRolePolicy"] is { } trust)
                {
                    told["assumeRolePolicy"] = trust
                        .GetValue<string>()
                        .Replace("arn:aws:events:", $"arn:{PartitionOf(config)}:events:", StringComparison.Ordinal);
                }

                // The emulator writes the policies of a member's roles as Python does.
                if (told["policy"] is { } policy && policy.GetValue<string>().StartsWith("{'", StringComparison.Ordinal))
                {
                    told["policy"] = policy.GetValue<string>().Replace('\'', '"');
                }
            },
        };

    /// <summary>
    /// Verifies a deployed stack, and the member accounts where the configuration lets somebody enter them, and tells which permissions the
    /// calls need.
    /// </summary>
    public static async Task<VerificationRun> RunAsync(
        MotoServer server,
        IReadOnlyDictionary<string, string> config,
        StackDeployment stack,
        EmulatedOrganization organization
    )
    {
        // Other tests use the emulator, and perhaps the same organization, at the same time.
        var (log, auditorsLog) = (new CallLog(server.Calls.Check), new CallLog(server.Calls.Check));
        var verifier = new AwsAccount(server.Address, organization.Management.Id, log);
        var settings = CheckedSettings.Parse(config);
        var asksTrail = HeartbeatQuery.ReasonAgainst(settings) is null;
        if (asksTrail)
        {
            await HearAsync(server, settings, stack, organization);
        }

        var auditor = new AwsAccount(server.Address, organization.Management.Id, auditorsLog);
        var entered = new ConcurrentBag<NeededPermission>();
        var report = await Of(
                config,
                organization with
                {
                    Management = verifier,
                },
                config.ContainsKey("bedrock-defense:verification") ? EnterAsync : null,
                asksTrail: asksTrail
            )
            .RunAsync(TestContext.Current.CancellationToken);
        return new VerificationRun(
            // No account of the emulator can enable a Region.
            report with
            {
                Deviations = [.. report.Deviations.Where(one => one.Resource != "opt-in Region")],
            },
            [
                .. RecordedCalls
                    .OfVerification(log.Calls, log.Check)
                    .Select(one => WithAlias(one, stack))
                    .Concat(entered)
                    .DistinctBy(one => $"{one}"),
            ],
            [.. RecordedCalls.OfVerification(auditorsLog.Calls, auditorsLog.Check).DistinctBy(one => $"{one}")]
        );

        Task<IAwsApi> EnterAsync(string account, string role)
        {
            entered.Add(
                new NeededPermission(organization.Management.Id, "sts:AssumeRole", role, "a member is entered")
                {
                    Keys = new Dictionary<string, string>
                    {
                        ["aws:PrincipalOrgID"] = organization.Id,
                        ["aws:ResourceOrgID"] = organization.Id,
                    },
                }
            );
            return Task.FromResult(auditor.InAccount(account));
        }
    }

    // The emulator's Athena answers with what it is told beforehand: here that every account was heard of now.
    private static async Task HearAsync(
        MotoServer server,
        DefenseSettings settings,
        StackDeployment stack,
        EmulatedOrganization organization
    )
    {
        using var http = new HttpClient();
        IEnumerable<string[]> rows =
        [
            ["account", "region", "last"],
            .. organization
                .Members.Append(organization.Management)
                .SelectMany(_ => settings.Regions, (account, region) => new[] { account.Id, region.Code, $"{DateTime.UtcNow:s}Z" }),
        ];
        var workgroup = stack.Declaration.OfType("aws:athena/workgroup:Workgroup").Single();
        // The emulator reads no body whose length it is not told.
        using var body = new StringContent(
            JsonSerializer.Serialize(
                new
                {
                    account_id = workgroup.ProviderAccountId ?? organization.Management.Id,
                    region = stack.Declaration.HomeRegion,
                    results = new[] { new { rows = rows.Select(row => new { Data = row.Select(cell => new { VarCharValue = cell }) }) } },
                }
            )
        );
        using var answer = await http.PostAsync(
            new Uri(server.Address, "/moto-api/static/athena/query-results"),
            body,
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    private static string PartitionOf(IReadOnlyDictionary<string, string> config) => AwsRegion.Find(config["aws:region"])!.Partition;

    // KMS adds the aliases of a key to each request for it.
    private static NeededPermission WithAlias(NeededPermission needed, StackDeployment stack) =>
        stack
            .Declaration.OfType("aws:kms/alias:Alias")
            .FirstOrDefault(alias =>
                needed.Resource.EndsWith($":key/{alias.Text("targetKeyId")!.Split('/')[^1]}", StringComparison.Ordinal)
            )
            is { } alias
            ? needed with
            {
                Keys = new Dictionary<string, string> { ["kms:ResourceAliases"] = alias.Text("name")! },
            }
            : needed;
}

/// <summary>A verification on the emulator, and the permissions that it needs on AWS.</summary>
/// <param name="Report">What it found.</param>
/// <param name="Needed">The permissions of whoever verifies.</param>
/// <param name="NeededByAuditor">The permissions of the role in the member accounts.</param>
internal sealed record VerificationRun(
    VerificationReport Report,
    IReadOnlyList<NeededPermission> Needed,
    IReadOnlyList<NeededPermission> NeededByAuditor
);
