using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>A member account of a deployed stack, in which scenarios are played for real.</summary>
internal sealed class AttackedAccount
{
    private const string Model = "anthropic.claude-sonnet-4";

    private readonly Dictionary<string, string> _config;
    private readonly EmulatedOrganization _organization;
    private readonly Emulation _emulation;

    private AttackedAccount(Dictionary<string, string> config, EmulatedOrganization organization, Emulation emulation) =>
        (_config, _organization, _emulation) = (config, organization, emulation);

    public string Id => _organization.Members[0].Id;

    public string ManagementId => _organization.Management.Id;

    public string Role => $"arn:aws:iam::{Id}:role/DataScientist";

    /// <summary>The configuration.</summary>
    public IReadOnlyDictionary<string, string> Config => _config;

    /// <summary>Deploys the stack, with its guardrails attached or not.</summary>
    public static async Task<AttackedAccount> DeployAsync(MotoFixture moto, bool isGuarded)
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var config = DeployedSample.Configuration(organization);
        if (!isGuarded)
        {
            config["bedrock-defense:guardrails"] = """{"targets":[]}""";
        }

        // An administrator's role in the account, which some scenarios attack.
        await new Place(organization.Members[0], "us-east-1").QueryAsync(
            "iam",
            "CreateRole",
            ("RoleName", "BedrockLoggingAdmin"),
            (
                "AssumeRolePolicyDocument",
                """
                {"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}
                ]}
                """
            )
        );
        return new AttackedAccount(
            config,
            organization,
            await Emulation.PrepareAsync(
                await StackDeployment.CreateAsync(config, organization),
                organization,
                CheckedSettings.Parse(config)
            )
        );
    }

    /// <summary>Plans a run.</summary>
    public Task<ProofPlan> PlanAsync(params string[] scenarios) => PlanForAsync(Id, Role, scenarios);

    /// <summary>Plans a run of one scenario with calls that a test watches; null where nothing of it can be played.</summary>
    public async Task<ProofPlan?> TryPlanAsync(string scenario, Func<IAwsApi, IAwsApi> wrap)
    {
        try
        {
            return await ProofPlan.PrepareAsync(
                _config,
                wrap(_organization.Management),
                new ProofRequest(Id, Role, null, [scenario], Model)
            );
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    /// <summary>Plans a run in any account.</summary>
    public Task<ProofPlan> PlanForAsync(string account, string role, params string[] scenarios) =>
        ProofPlan.PrepareAsync(_config, _organization.Management, new ProofRequest(account, role, null, scenarios, Model));

    /// <summary>Plays a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="journal">The file of the journal.</param>
    /// <param name="wrap">Changes what is sent to each account; null for nothing.</param>
    public async Task<ProofReport> ProveAsync(ProofPlan plan, string journal, Func<IAwsApi, IAwsApi>? wrap = null)
    {
        wrap ??= api => api;
        var attacker = new AttackedAws(_organization.Management.InAccount(Id), _emulation);
        attacker.Expect(plan);
        var access = new ProofAccess(wrap(_organization.Management), _ => wrap(attacker), wrap(_organization.Members[0]));
        // The emulator counts the canary by its own clock.
        var clock = new JumpingClock();
        clock.SetUtcNow(DateTimeOffset.UtcNow);
        return await new Proof(plan, access, clock) { Wait = TimeSpan.FromMinutes(1) }.RunAsync(
            ProofJournal.Begin(journal, Proof.NewRun(), Id, Role, null, plan.Region),
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Puts back what a run left.</summary>
    /// <param name="journal">The file of the journal.</param>
    /// <param name="wrap">Changes what is sent to each account; null for nothing.</param>
    public async Task<CleanUp> CleanUpAsync(string journal, Func<IAwsApi, IAwsApi>? wrap = null)
    {
        wrap ??= api => api;
        var home = new Place(wrap(_organization.Management), CheckedSettings.Parse(_config).HomeRegion.Code);
        var cleanUp = new CleanUp(ProofJournal.Open(journal), home, wrap(_organization.Members[0]), home);
        await cleanUp.RunAsync();
        return cleanUp;
    }

    /// <summary>Lists what a run could change or leave behind.</summary>
    public async Task<string> SnapshotAsync()
    {
        var settings = CheckedSettings.Parse(_config);
        var member = _organization.Members[0];
        var home = new Place(_organization.Management, settings.HomeRegion.Code);
        var snapshot = new JsonObject
        {
            ["queues"] = await home.JsonAsync("sqs", "ListQueues", []),
            ["subscriptions"] = Members(await home.QueryAsync("sns", "ListSubscriptions"), "Endpoint"),
            ["roles"] = Members(
                await new Place(member, settings.HomeRegion.Code).QueryAsync("iam", "ListRoles"),
                "Arn",
                "AssumeRolePolicyDocument",
                "Description"
            ),
            ["isRecorded"] = (await home.JsonAsync("cloudtrail", "GetTrailStatus", new() { ["Name"] = "bedrock-defense" }))[
                "IsLogging"
            ]!.DeepClone(),
        };
        foreach (var region in settings.Regions)
        {
            var place = new Place(member, region.Code);
            snapshot[region.Code] = new JsonObject
            {
                ["logging"] = (await BedrockReaders.LoggingAsync(place))?.DeepClone(),
                ["rules"] = await place.JsonAsync("events", "ListRules", []),
                ["groups"] = Groups(await place.JsonAsync("logs", "DescribeLogGroups", [])),
                ["queues"] = await place.JsonAsync("sqs", "ListQueues", []),
            };
        }

        // Patterns may have other white space afterwards.
        return snapshot.ToJsonString(JsonText.IndentedOptions).Replace(" ", "", StringComparison.Ordinal);
    }

    // The records of invocations stay.
    private static JsonArray Groups(JsonObject answer) =>
        [
            .. answer["logGroups"]!
                .AsArray()
                .Select(group => group!.AsObject().Pick(group.AsObject().Select(one => one.Key).Where(one => one != "storedBytes"))),
        ];

    private static JsonArray Members(System.Xml.Linq.XElement answer, params string[] names) =>
        [
            .. answer
                .Descendants()
                .Where(element => names.Contains(element.Name.LocalName))
                .Select(element => element.Value)
                .Where(value => value.Length > 0)
                .Order(StringComparer.Ordinal)
                .Select(value => JsonValue.Create(value)),
        ];
}
