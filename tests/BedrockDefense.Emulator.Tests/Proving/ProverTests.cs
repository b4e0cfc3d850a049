using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Tests.Deployer;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>The policies for whoever proves allow every call of a run but the attacks themselves, and nothing else.</summary>
public sealed class ProverTests(MotoFixture moto) : IDisposable
{
    private const string Group = "prover-tests";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prover-");

    public void Dispose()
    {
        moto.ShowLogOfFailure();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_call_is_allowed_and_no_action_is_unused()
    {
        var account = await AttackedAccount.DeployAsync(moto, isGuarded: false);
        var server = await moto.ServerAsync();
        var log = new CallLog(server.Calls.Check);
        IAwsApi Watched(IAwsApi api) => api is AttackedAws ? api : new AwsAccount(server.Address, api.Id, log);
        var settings = CheckedSettings.Parse(account.Config);
        var stack = await StackRenderer.RenderAsync(account.Config, SampleOrganization.Of(settings));
        var deployed = new DeployedConfiguration(
            settings,
            stack with
            {
                Organization = stack.Organization with { ManagementAccountId = account.ManagementId },
            }
        );

        await ReadBucketAsync(new Place(new AwsAccount(server.Address, account.Id, log), settings.HomeRegion.Code));
        foreach (var id in Scenario.Ids)
        {
            if (await account.TryPlanAsync(id, Watched) is { } plan)
            {
                _ = await account.ProveAsync(plan, Path.Combine(_folder.FullName, "journal.json"), Watched);
            }
        }

        await new Place(new AwsAccount(server.Address, account.Id, server.Calls), settings.HomeRegion.Code).JsonAsync(
            "logs",
            "CreateLogGroup",
            new() { ["logGroupName"] = Group }
        );
        await PutBackAsync(new Place(new AwsAccount(server.Address, account.Id, log), settings.HomeRegion.Code));
        List<NeededPermission> needed =
        [
            .. RecordedCalls.OfVerification(log.Calls, log.Check).DistinctBy(one => $"{one}"),
            new(account.ManagementId, "sts:AssumeRole", account.Role, "the sandbox is entered")
            {
                Keys = new Dictionary<string, string>
                {
                    ["aws:PrincipalOrgID"] = "o-exampleorgid",
                    ["aws:ResourceOrgID"] = "o-exampleorgid",
                },
            },
        ];
        Complaints.AssertNone([.. needed.Where(one => deployed.AllowedToProverBy(one).Count == 0)]);
        UsedActions.AssertAll([.. deployed.ProverPolicies, deployed.SandboxPolicy], needed, deployed.AllowedToProverBy);
    }

    // The sample logs to log groups only.
    private async Task ReadBucketAsync(Place sandbox)
    {
        const string Id = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
        var bucket = $"bedrock-defense-invocations-{sandbox.Account.Id}-{sandbox.Region}";
        var now = DateTimeOffset.UtcNow;
        var folder = $"AWSLogs/{sandbox.Account.Id}/BedrockModelInvocationLogs/{sandbox.Region}/{now:yyyy/MM/dd/HH}";
        var server = await moto.ServerAsync();
        var owner = new AwsAccount(server.Address, sandbox.Account.Id, new CallLog(server.Calls.Check, isJudged: false));
        await owner.S3Async(
            sandbox.Region,
            "CreateBucket",
            HttpMethod.Put,
            $"/{bucket}",
            "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + $"<LocationConstraint>{sandbox.Region}</LocationConstraint></CreateBucketConfiguration>"
        );
        await owner.S3Async(
            sandbox.Region,
            "PutObject",
            HttpMethod.Put,
            $"/{bucket}/{folder}/a.json",
            $$"""{"accountId":"{{sandbox.Account.Id}}","requestId":"{{Id}}"}"""
        );

        Assert.True(await new BucketInvocationLog(sandbox, bucket, "", TimeProvider.System).HasAsync(Id, now));
    }

    // In whole runs the restorer comes first, and the guardrails do not let the rest happen. A run that is killed leaves all of it.
    private static async Task PutBackAsync(Place sandbox)
    {
        const string Run = "bedrock-defense-prove-0a1b2c3d4e5f";
        var (logging, role, group) = (KeptState.All["logging"], KeptState.All["role"], KeptState.All["logGroup"]);
        var before = await role.ReadAsync(sandbox, "BedrockLoggingAdmin");
        var changed = new JsonObject
        {
            ["trust"] = "{}",
            ["description"] = "",
            ["longestSession"] = "3600",
        };
        var logs = new JsonObject
        {
            ["cloudWatchConfig"] = new JsonObject { ["logGroupName"] = Group, ["roleArn"] = "arn:aws:iam::111122223333:role/x" },
        };

        await role.PutBackAsync(sandbox, "BedrockLoggingAdmin", before, changed, Run);
        await logging.PutBackAsync(sandbox, "", logs, null, Run);
        await logging.PutBackAsync(sandbox, "", null, logs, Run);
        await group.PutBackAsync(sandbox, Group, new() { ["retentionInDays"] = 30 }, [], Run);
        await group.PutBackAsync(sandbox, Group, [], new() { ["retentionInDays"] = 30 }, Run);
        await group.PutBackAsync(sandbox, Group, null, [], Run);
    }
}
