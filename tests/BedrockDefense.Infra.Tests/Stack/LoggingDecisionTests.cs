using System.Text.Json.Nodes;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Accounts that keep the logging they have, what the stack leaves uncreated for them, and the mode that only observes.</summary>
[Collection("console")]
public sealed class LoggingDecisionTests
{
    private const string PerAccount = """
        {"s3":"all","perAccount":{"111122223333":{"logGroup":"/aws/bedrock","role":"BedrockLogs"},"100000000000":"leave",
        "100000000001":"adopt","ou-exam-11111111":{"bucket":"team-invocations"}}}
        """;

    [Fact]
    public async Task Each_account_is_sent_where_the_settings_say_and_a_unit_s_accounts_where_their_unit_says()
    {
        var choices = (await DefinitionAsync(PerAccount))["States"]!["Whose"]!;

        Assert.Equal("Restore", choices["Default"]!.GetValue<string>());
        Assert.Equal(
            [
                "*:100000000000:stateMachine:* Leave",
                "*:111122223333:stateMachine:* Restore 111122223333",
                "*:222233334444:stateMachine:* Restore 222233334444",
            ],
            choices["Choices"]!
                .AsArray()
                .SelectMany(choice => choice!["Or"]!.AsArray().Select(test => $"{test!["StringMatches"]} {choice["Next"]}"))
        );
    }

    [Fact]
    public async Task What_goes_there_is_what_the_account_has()
    {
        var states = (await DefinitionAsync(PerAccount))["States"]!;

        Assert.Equal(
            """
            {"CloudWatchConfig":{"LogGroupName":"/aws/bedrock","RoleArn":"arn:aws:iam::${AWS::AccountId}:role/BedrockLogs"},
            "TextDataDeliveryEnabled":true,"ImageDataDeliveryEnabled":true,"EmbeddingDataDeliveryEnabled":true,
            "VideoDataDeliveryEnabled":true,"AudioDataDeliveryEnabled":true}
            """.ReplaceLineEndings(""),
            states["Restore 111122223333"]!["Parameters"]!["LoggingConfig"]!.ToJsonString(JsonText.Options)
        );
        Assert.Equal(
            """
            {"TextDataDeliveryEnabled":true,"ImageDataDeliveryEnabled":true,"EmbeddingDataDeliveryEnabled":true,
            "VideoDataDeliveryEnabled":true,"AudioDataDeliveryEnabled":true,"S3Config":{"BucketName":"team-invocations"}}
            """.ReplaceLineEndings("").Length,
            states["Restore 222233334444"]!["Parameters"]!["LoggingConfig"]!.ToJsonString(JsonText.Options).Length
        );
        Assert.False(states["Restore 222233334444"]!["Parameters"]!["LoggingConfig"]!.AsObject().ContainsKey("CloudWatchConfig"));
        Assert.Equal("Succeed", states["Leave"]!["Type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_is_created_where_something_is()
    {
        var stack = await RenderAsync(PerAccount);
        var (destinations, roles) = (Template(stack, "bedrock-defense-destinations"), Template(stack, "bedrock-defense-roles"));

        Assert.Equal(
            ["100000000000", "100000000001", "111122223333", "222233334444"],
            Excepted(destinations["Conditions"]!["CreatesDestinations"]!)
        );
        Assert.All(
            ["InvocationLogGroup", "InvocationBucket", "InvocationBucketPolicy"],
            logicalId => Assert.Equal("CreatesDestinations", destinations["Resources"]![logicalId]!["Condition"]!.GetValue<string>())
        );
        // One adopts what the stack once made, with the stack's role.
        Assert.Equal(["100000000000", "111122223333", "222233334444"], Excepted(roles["Conditions"]!["CreatesTheRole"]!));
        Assert.False(destinations["Resources"]!["Marker"]!.AsObject().ContainsKey("Condition"));
    }

    [Fact]
    public async Task More_accounts_than_one_condition_takes_are_told_apart_by_several()
    {
        var accounts = Enumerable.Range(0, 150).Select(number => $"{200_000_000_000 + number}").ToList();
        var stack = await Stacks.WithAsync(
            ("invocationLogging", $$"""{"perAccount":{{{string.Join(',', accounts.Select(account => $"\"{account}\":\"leave\""))}}} }""")
        );

        var condition = Template(stack, "bedrock-defense-destinations")["Conditions"]!["CreatesDestinations"]!;
        Assert.Equal(accounts, Excepted(condition));
        Assert.All(Alternatives(condition), count => Assert.InRange(count, 2, 10));
    }

    [Fact]
    public void More_accounts_than_a_template_takes_are_refused_with_the_setting()
    {
        var accounts = string.Join(',', Enumerable.Range(0, 600).Select(number => $"\"{200_000_000_000 + number}\":\"leave\""));
        var config = Stacks.With(("invocationLogging", $$"""{"perAccount":{{{accounts}}} }"""));

        var refusal = Assert.Throws<Infra.Settings.InvalidSettingsException>(() => CheckedSettings.Parse(config));

        Assert.StartsWith(
            "bedrock-defense:invocationLogging.perAccount: has 600 entries, more than AWS leaves room for; write at most ",
            Assert.Single(refusal.Faults).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Units_that_want_different_things_of_one_account_are_refused() =>
        Assert.Contains(
            "invocationLogging.perAccount: account 222233334444 is in ou-exam-11111111 and ou-exam-22222222, which want "
                + "different things of it",
            (
                await Assert.ThrowsAsync<RunException>(() =>
                    RenderAsync("""{"perAccount":{"ou-exam-11111111":"leave","ou-exam-22222222":{"bucket":"b-1"}}}""")
                )
            ).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_unit_whose_accounts_AWS_does_not_tell_is_one_error_and_nothing_is_declared(bool isPreview)
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview)
        {
            BeforeAnswer = question =>
                question == FakeAws.UnitQuestion ? throw new InvalidOperationException("AccessDenied: not for you") : Task.CompletedTask,
        };

        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Stacks.RenderAsync(Stacks.With(("invocationLogging", """{"perAccount":{"ou-exam-11111111":"leave"}}""")), isPreview, aws)
        );

        Assert.StartsWith(
            "AWS does not tell the accounts below ou-exam-11111111: AccessDenied: not for you\n  - it takes credentials "
                + "that may call organizations:ListAccountsForParent",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(aws.Resources);
    }

    [Fact]
    public async Task The_management_account_gets_back_its_own()
    {
        var stack = await Stacks.WithAsync(
            (
                "invocationLogging",
                """{"perAccount":{"999999999999":{"logGroup":"/org/bedrock","role":"OrgBedrock"},"111122223333":"leave"}}"""
            )
        );
        var definition = JsonNode.Parse(stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1").Text("definition")!)!;

        Assert.Equal(
            ["*:999999999999:stateMachine:*"],
            definition["States"]!["Whose"]!["Choices"]!
                .AsArray()
                .SelectMany(choice => choice!["Or"]!.AsArray().Select(test => test!["StringMatches"]!.GetValue<string>()))
        );
        Assert.DoesNotContain(
            stack.Resources,
            resource => resource.Type.Contains("logGroup", StringComparison.Ordinal) || resource.Name == "delivery"
        );
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("\"role\"", true)]
    public async Task With_create_off_only_what_is_asked_for_is_created(string create, bool hasRole)
    {
        var stack = await Stacks.WithAsync(("invocationLogging", $$"""{"create":{{create}},"s3":"all"}"""));

        Assert.Equal(["Marker"], Template(stack, "bedrock-defense-destinations")["Resources"]!.AsObject().Select(resource => resource.Key));
        Assert.Equal(hasRole, Template(stack, "bedrock-defense-roles")["Resources"]!.AsObject().ContainsKey("DeliveryRole"));
        Assert.Equal(hasRole, stack.Resources.Any(resource => resource.Name == "delivery"));
        Assert.DoesNotContain(
            stack.Resources,
            resource =>
                resource.Type.Contains("logGroup", StringComparison.Ordinal)
                || resource.Name.StartsWith("bedrock-defense-invocations", StringComparison.Ordinal)
        );
        Assert.Contains(
            "bedrock-defense-invocations-999999999999-us-east-1",
            stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1").Text("definition"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Observing_creates_nothing_to_log_to_and_may_change_nothing()
    {
        var stack = await Stacks.WithAsync(("restore", """{"mode":"observe"}"""));
        var restorer = Template(stack, "bedrock-defense-restorer")["Resources"]!.AsObject();

        Assert.All(
            ["bedrock-defense-destinations", "bedrock-defense-roles"],
            set => Assert.Equal(["Marker"], Template(stack, set)["Resources"]!.AsObject().Select(resource => resource.Key))
        );
        Assert.DoesNotContain(restorer, resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::Events::Rule");
        var permissions = restorer["RestorerRole"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray();
        Assert.Equal(
            ["bedrock:GetModelInvocationLoggingConfiguration"],
            permissions.Select(statement => statement!["Action"]!.GetValue<string>())
        );
        Assert.DoesNotContain(
            stack.Resources,
            resource =>
                resource.Type.Contains("logGroup", StringComparison.Ordinal)
                || resource.Name == "delivery"
                || resource.Name == "bedrock-defense-restorer-us-east-1" && resource.Type.Contains("eventRule", StringComparison.Ordinal)
        );
        Assert.Equal(
            "Read",
            JsonNode.Parse(stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1").Text("definition")!)![
                "StartAt"
            ]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData(
        """["text","image"]""",
        "Restore",
        "GiveUp",
        """TextDataDeliveryEnabled":true,"ImageDataDeliveryEnabled":true,"EmbeddingDataDeliveryEnabled":"""
            + """false,"VideoDataDeliveryEnabled":false}"""
    )]
    [InlineData(
        """["audio","text","image","embedding","video"]""",
        "Restore",
        "Restore without audio",
        """VideoDataDeliveryEnabled":true,"AudioDataDeliveryEnabled":true}"""
    )]
    [InlineData(
        """["audio","text","image","embedding","video"]""",
        "Restore without audio",
        "GiveUp",
        """EmbeddingDataDeliveryEnabled":true,"VideoDataDeliveryEnabled":true}"""
    )]
    public async Task Only_what_is_wanted_is_delivered_and_audio_is_named_where_it_is_wanted_only(
        string types,
        string state,
        string whenRefused,
        string end
    )
    {
        var task = (await DefinitionAsync($$"""{"dataTypes":{{types}}}"""))["States"]![state]!;

        Assert.EndsWith(end, task["Parameters"]!["LoggingConfig"]!.ToJsonString(JsonText.Options), StringComparison.Ordinal);
        Assert.Equal(whenRefused, task["Catch"]![0]!["Next"]!.GetValue<string>());
    }

    [Fact]
    public async Task Guardrails_and_detections_know_what_the_accounts_have()
    {
        var stack = await RenderAsync(PerAccount);

        Assert.All(
            ["/aws/bedrock", "team-invocations", "BedrockLogs"],
            name =>
                Assert.Contains(
                    stack.All("organizations/policy"),
                    policy => policy.Text("content")!.Contains(name, StringComparison.Ordinal)
                )
        );
        Assert.All(
            ["/aws/bedrock", "team-invocations", "BedrockLogs"],
            name =>
                Assert.Contains(
                    name,
                    stack.Find("cloudwatch/eventRule bedrock-logging-redirected").Text("eventPattern"),
                    StringComparison.Ordinal
                )
        );
    }

    private static async Task<JsonNode> DefinitionAsync(string logging) =>
        JsonNode.Parse(
            Template(await RenderAsync(logging), "bedrock-defense-restorer")["Resources"]!["Restorer"]!["Properties"]!["DefinitionString"]
                is JsonObject filled
                ? filled["Fn::Sub"]!.GetValue<string>()
                : ""
        )!;

    private static Task<StackDeclaration> RenderAsync(string logging) =>
        Stacks.RenderAsync(
            Stacks.With(("invocationLogging", logging)),
            isPreview: false,
            new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false)
            {
                Below = { ["ou-exam-11111111"] = ["111122223333", "222233334444"], ["ou-exam-22222222"] = ["222233334444"] },
            }
        );

    private static JsonObject Template(StackDeclaration stack, string set) =>
        JsonNode.Parse(stack.Find($"cloudformation/stackSet {set}").Text("templateBody")!)!.AsObject();

    private static IEnumerable<string> Excepted(JsonNode condition) =>
        condition switch
        {
            JsonObject map when map["Fn::Equals"] is { } equals => [equals[1]!.GetValue<string>()],
            JsonObject map => Excepted(map.Single().Value!),
            JsonArray list => list.SelectMany(one => Excepted(one!)),
            _ => [],
        };

    private static IEnumerable<int> Alternatives(JsonNode condition) =>
        condition switch
        {
            JsonObject map when map["Fn::Or"] is JsonArray alternatives => alternatives
                .SelectMany(one => Alternatives(one!))
                .Append(alternatives.Count),
            JsonObject map => map.SelectMany(entry => entry.Value is JsonArray or JsonObject ? Alternatives(entry.Value) : []),
            JsonArray list => list.Where(one => one is JsonObject).SelectMany(one => Alternatives(one!)),
            _ => [],
        };
}
