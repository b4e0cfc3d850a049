using System.Collections.Concurrent;
using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Testing.Rendering;

/// <summary>
/// Renders the program. The program reads its configuration from an environment variable of the process. So every test that renders is in
/// the collection "console", and no two of them run at the same time.
/// </summary>
public static class Stacks
{
    public const string Home = "eu-central-1";

    /// <summary>The security account of <see cref="SeparateAccounts"/>.</summary>
    public const string SecurityAccount = "222233334444";

    /// <summary>The log-archive account of <see cref="SeparateAccounts"/>.</summary>
    public const string LogArchiveAccount = "333344445555";

    private static readonly ConcurrentDictionary<string, Task<StackDeclaration>> Rendered = [];

    /// <summary>A configuration with every kind of subscription.</summary>
    public static IReadOnlyDictionary<string, string> Sample { get; } =
        new Dictionary<string, string>
        {
            ["aws:region"] = Home,
            ["bedrock-defense:administrators"] = """
                ["arn:aws:iam::*:role/BedrockLoggingAdmin",
                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*"]
                """,
            ["bedrock-defense:regions"] = """["eu-central-1","us-east-1"]""",
            ["bedrock-defense:guardrails"] = """{"targets":["r-exam"]}""",
            ["bedrock-defense:alerts"] = """
                [
                  {"protocol":"email","endpoint":"soc@example.com","severities":["critical","high"]},
                  {"protocol":"sms","endpoint":"+14255550100","severities":["critical"]},
                  {"protocol":"https","endpoint":"https://siem.example.com/hook","severities":["high","medium"]},
                  {"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:999999999999:siem-findings"},
                  {"protocol":"firehose","endpoint":"arn:aws:firehose:eu-central-1:999999999999:deliverystream/findings",
                  "roleArn":"arn:aws:iam::999999999999:role/sns-to-firehose"}
                ]
                """,
        };

    /// <summary>The sample with a separate security account and log-archive account.</summary>
    public static IReadOnlyDictionary<string, string> SeparateAccounts { get; } =
        new Dictionary<string, string>(Sample)
        {
            ["bedrock-defense:securityAccount"] =
                $$"""{"id":"{{SecurityAccount}}","roleArn":"arn:aws:iam::{{SecurityAccount}}:role/Deployment"}""",
            ["bedrock-defense:logArchiveAccount"] =
                $$"""{"id":"{{LogArchiveAccount}}","roleArn":"arn:aws:iam::{{LogArchiveAccount}}:role/Deployment"}""",
        };

    /// <summary>The sample organization with these two accounts.</summary>
    public static SampleOrganization SeparateOrganization { get; } =
        SampleOrganization.Default.WithAccounts(SecurityAccount, LogArchiveAccount, management: null);

    /// <summary>Renders the sample as <c>pulumi up</c> would apply it.</summary>
    public static Task<StackDeclaration> SampleAsync() => RenderAsync(Sample);

    /// <summary>Renders the sample with some settings changed. An empty text leaves a setting out.</summary>
    public static Task<StackDeclaration> WithAsync(params (string Setting, string Value)[] changes) => RenderAsync(With(changes));

    /// <summary>Makes the configuration of the sample with some settings changed. An empty text leaves a setting out.</summary>
    public static Dictionary<string, string> With(params (string Setting, string Value)[] changes)
    {
        var config = new Dictionary<string, string>(Sample);
        foreach (var (setting, value) in changes)
        {
            config[$"bedrock-defense:{setting}"] = value;
        }

        return config.Where(entry => entry.Value.Length > 0).ToDictionary();
    }

    /// <summary>Renders a configuration once per test run.</summary>
    public static Task<StackDeclaration> RenderAsync(IReadOnlyDictionary<string, string> config, bool? isPreview = false) =>
        Rendered.GetOrAdd(
            $"{isPreview} {JsonSerializer.Serialize(config)}",
            _ =>
                RenderAsync(
                    config,
                    isPreview,
                    new FakeAws(
                        config.ContainsKey("bedrock-defense:securityAccount") ? SeparateOrganization : SampleOrganization.Default,
                        config.GetValueOrDefault("aws:region") ?? Home,
                        isPreview ?? true
                    )
                )
        );

    /// <summary>Gives the stack's output about subscriptions for which somebody must still do something.</summary>
    public static async Task<IReadOnlyList<string>> ToConfirmAsync(IReadOnlyDictionary<string, string> config)
    {
        IReadOnlyList<string> remarks = [];
        _ = await RenderAsync(
            config,
            isPreview: false,
            new FakeAws(SeparateOrganization, Home, isPreview: false),
            async stack => remarks = await OutputUtilities.GetValueAsync(stack.SubscriptionsToConfirm)
        );
        return remarks;
    }

    /// <summary>Gives the stack's output about accounts and Regions that are not covered.</summary>
    public static async Task<IReadOnlyList<string>> UncoveredAsync(IReadOnlyDictionary<string, string> config, FakeAws aws)
    {
        IReadOnlyList<string> uncovered = [];
        _ = await RenderAsync(
            config,
            isPreview: false,
            aws,
            async stack => uncovered = await OutputUtilities.GetValueAsync(stack.Uncovered)
        );
        return uncovered;
    }

    /// <summary>Renders a configuration again, with the answers of this AWS.</summary>
    public static async Task<StackDeclaration> RenderAsync(
        IReadOnlyDictionary<string, string> config,
        bool? isPreview,
        FakeAws aws,
        Func<ObservedStack, Task>? observe = null
    )
    {
        Environment.SetEnvironmentVariable(SettingsReader.Variable, JsonSerializer.Serialize(config));
        Environment.SetEnvironmentVariable(SettingsReader.SecretKeysVariable, null);
        var exitCode = Environment.ExitCode;
        try
        {
            var resources = await Deployment.TestAsync<ObservedStack>(
                aws.Mocks.Object,
                new TestOptions
                {
                    ProjectName = "bedrock-defense",
                    StackName = "dev",
                    IsPreview = isPreview,
                }
            );
            var stack = resources.OfType<ObservedStack>().Single();
            var relations = await stack.RelationsAsync();
            List<DeclaredResource> declared = [.. aws.Resources.Select(resource => resource with { Options = relations[resource.Key] })];
            if (observe is not null)
            {
                await observe(stack);
            }

            var trail = isPreview == false ? await OutputUtilities.GetValueAsync(stack.TrailArn) : "";
            var coverage = isPreview == false ? await OutputUtilities.GetValueAsync(stack.Coverage) : "";
            return new StackDeclaration(aws.Home, aws.Organization, trail, coverage, declared)
            {
                Hearing = await OutputUtilities.GetValueAsync(stack.Hearing),
                Logging = LoggingOfSettings.Of(CheckedSettings.Parse(config)),
                GovernedRegions = [.. CheckedSettings.Parse(config).Regions.Select(region => region.Code)],
                InvocationCopies = await OutputUtilities.GetValueAsync(stack.InvocationCopies) is { IsDefault: false } copies ? copies : [],
                SharedMessages = await OutputUtilities.GetValueAsync(stack.SharedMessages),
            };
        }
        finally
        {
            // A failed deployment sets the exit code for the engine. The test run goes on.
            Environment.ExitCode = exitCode;
            Environment.SetEnvironmentVariable(SettingsReader.Variable, null);
        }
    }
}
