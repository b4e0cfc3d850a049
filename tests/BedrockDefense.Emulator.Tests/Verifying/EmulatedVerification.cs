using System.Text.Json;
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

/// <summary>Verifies stacks on the emulator, which differs from AWS in two ways that are known.</summary>
internal static class EmulatedVerification
{
    /// <summary>Prepares a verification that passes over what the emulator does not tell, or tells otherwise than AWS.</summary>
    public static Verification Of(
        IReadOnlyDictionary<string, string> config,
        EmulatedOrganization organization,
        bool asksTrail = false,
        Checkpoint? checkpoint = null,
        Action<int, int>? progress = null
    ) =>
        new(config, organization.Management)
        {
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
            },
        };

    /// <summary>Verifies a deployed stack, and tells which permissions its calls need.</summary>
    public static async Task<(VerificationReport Report, IReadOnlyList<NeededPermission> Needed)> RunAsync(
        MotoServer server,
        IReadOnlyDictionary<string, string> config,
        StackDeployment stack,
        EmulatedOrganization organization
    )
    {
        // Other tests use the emulator, and perhaps the same organization, at the same time.
        var log = new CallLog(server.Calls.Check);
        var verifier = new AwsAccount(server.Address, organization.Management.Id, log);
        var settings = CheckedSettings.Parse(config);
        var asksTrail = HeartbeatQuery.ReasonAgainst(settings) is null;
        if (asksTrail)
        {
            await HearAsync(server, settings, stack, organization);
        }

        var report = await Of(config, organization with { Management = verifier }, asksTrail)
            .RunAsync(TestContext.Current.CancellationToken);
        var needed = RecordedCalls.OfVerification(log.Calls, log.Check).Select(one => WithAlias(one, stack)).DistinctBy(one => $"{one}");
        // No account of the emulator can enable a Region.
        return (report with { Deviations = [.. report.Deviations.Where(one => one.Resource != "opt-in Region")] }, [.. needed]);
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
