using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests how an event gets to an alert: rules, targets and the StackSet's template.</summary>
[Collection("console")]
public sealed class DetectionRuleTests
{
    [Fact]
    public async Task Every_pattern_pins_source_and_detail_type_and_fits()
    {
        var patterns = Patterns(await Stacks.SampleAsync()).ToList();

        // These are the rules of each detection, and the forwarders of each of the two Regions and of the members' template. The management
        // account also has the forwarders of alarms and, in the home Region, of stack sets.
        Assert.Equal(
            OfDetections(await Stacks.SampleAsync()).Count() + (3 * ForwarderRules(Template(await Stacks.SampleAsync())).Count) + 3,
            patterns.Count
        );
        Assert.All(
            patterns,
            text =>
            {
                var pattern = JsonNode.Parse(text)!;
                Assert.All(
                    pattern["source"]!.AsArray(),
                    source => Assert.StartsWith("aws.", source!.GetValue<string>(), StringComparison.Ordinal)
                );
                Assert.All(
                    pattern["detail-type"]!.AsArray(),
                    type =>
                        Assert.True(
                            type!.GetValue<string>()
                                is "Step Functions Execution Status Change"
                                    or "CloudWatch Alarm State Change"
                                    or "CloudFormation StackSet StackInstance Status Change"
                                || type.GetValue<string>().EndsWith(" via CloudTrail", StringComparison.Ordinal)
                        )
                );
                Assert.InRange(EventPattern.Parse(text).CharacterCount, 1, 2_048);
            }
        );
    }

    [Fact]
    public async Task Rules_about_read_only_calls_see_them_and_no_others_do()
    {
        var stack = await Stacks.SampleAsync();
        var states = Rules(stack).ToDictionary(rule => rule.Name, rule => rule.Text("state"));

        Assert.Equal(
            [
                "bedrock-call-with-bearer-token",
                "bedrock-enumeration-by-bearer-token",
                "bedrock-logging-enumeration-by-disguised-role",
                "bedrock-logging-enumeration-by-non-admin",
                "bedrock-mantle-use",
                "bedrock-used-in-ungoverned-region",
            ],
            OfDetections(stack)
                .Where(rule => rule.Text("state") != "ENABLED")
                .Select(rule => Alerts.AlertRule.DetectionOf(rule.Name))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.All(states.Values, state => Assert.Contains(state, (string[])["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]));
        Assert.All(
            ForwarderRules(Template(stack)),
            rule =>
                Assert.Equal(
                    rule["EventPattern"]!.ToJsonString().Contains("GetModelInvocation", StringComparison.Ordinal)
                        || rule["EventPattern"]!.ToJsonString().Contains("InvokeModel\"", StringComparison.Ordinal),
                    rule["State"]!.GetValue<string>() != "ENABLED"
                )
        );
    }

    [Fact]
    public async Task Detections_are_on_the_central_bus_and_forwarders_on_the_default_bus_of_every_Region()
    {
        var stack = await Stacks.SampleAsync();
        var rules = Rules(stack)
            .OrderBy(rule => !rule.Name.StartsWith("bedrock-defense-", StringComparison.Ordinal))
            .ThenBy(rule => rule.Name, StringComparer.Ordinal);
        var numbers = Enumerable.Range(1, ForwarderRules(Template(stack)).Count).Select(number => $"{number}").ToList();

        Assert.Equal(
            [
                .. numbers
                    .Append("alarms")
                    .Append("stack-sets")
                    .Select(of => $"bedrock-defense-forwarder-eu-central-1-{of} default eu-central-1"),
                .. numbers.Append("alarms").Select(of => $"bedrock-defense-forwarder-us-east-1-{of} default us-east-1"),
                .. OfDetections(stack).Select(rule => $"{rule.Name} bedrock-defense home").Order(StringComparer.Ordinal),
            ],
            rules.Select(rule => $"{rule.Name} {rule.Text("eventBusName") ?? "default"} {rule.Text("region") ?? "home"}")
        );
        Assert.Equal(
            Catalog.Detection.All.Select(detection => detection.Id).Order(StringComparer.Ordinal),
            OfDetections(stack).Select(rule => Alerts.AlertRule.DetectionOf(rule.Name)).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Calls_that_succeeded_and_calls_that_were_refused_have_rules_of_their_own_as_far_as_a_bus_takes_them()
    {
        var stack = await Stacks.SampleAsync();
        var onBus = stack.All("cloudwatch/eventRule").Where(rule => rule.Text("eventBusName") == "bedrock-defense").ToList();

        Assert.InRange(onBus.Count, 1, 300);
        Assert.InRange(onBus.Count(rule => rule.Text("eventPattern")!.Contains("\"wildcard\":", StringComparison.Ordinal)), 1, 30);
        foreach (
            var target in stack
                .All("cloudwatch/eventTarget")
                .Where(target => target.Text("targetId") == "text" && target.Text("eventBusName") is not null)
        )
        {
            var template = target.Inputs["inputTransformer"]!["inputTemplate"]!.GetValue<string>();
            var rule = onBus.Single(rule => rule.Name == target.Text("rule")!);
            if (template.StartsWith("\"SUCCEEDED, ", StringComparison.Ordinal))
            {
                Assert.Contains("\"errorCode\":[{\"exists\":false}]", rule.Text("eventPattern")!, StringComparison.Ordinal);
            }
            else if (template.StartsWith("\"ATTEMPTED", StringComparison.Ordinal))
            {
                Assert.Contains(
                    stack.SharedMessages,
                    remark =>
                        remark.StartsWith("Messages of ", StringComparison.Ordinal)
                        && remark.Contains(Alerts.AlertRule.DetectionOf(rule.Name), StringComparison.Ordinal)
                );
            }
            else if (template.StartsWith("\"REFUSED (<errorCode>), ", StringComparison.Ordinal))
            {
                Assert.Contains("\"errorCode\":[{\"", rule.Text("eventPattern")!, StringComparison.Ordinal);
            }
            else
            {
                Assert.Contains(Alerts.Notice.All, notice => notice.Id == rule.Name);
            }
        }
    }

    [Fact]
    public async Task Every_target_retries_as_long_as_AWS_allows_and_then_leaves_the_event_in_a_queue()
    {
        var stack = await Stacks.SampleAsync();
        var targets = stack.All("cloudwatch/eventTarget");

        Assert.All(
            targets,
            target =>
                Assert.Equal(
                    (86_400.0, 185.0),
                    (
                        target.Inputs["retryPolicy"]!["maximumEventAgeInSeconds"]!.GetValue<double>(),
                        target.Inputs["retryPolicy"]!["maximumRetryAttempts"]!.GetValue<double>()
                    )
                )
        );
        Assert.Equal(
            stack.All("sqs/queue").Where(queue => queue.Name is not ("canary" or "heartbeats")).Select(queue => queue.Arn).Order(),
            targets.Select(DeadLetters).Distinct().Order()
        );
    }

    [Fact]
    public async Task Every_dead_letter_queue_takes_from_the_rules_of_its_targets_only()
    {
        var stack = await Stacks.SampleAsync();
        foreach (var target in stack.All("cloudwatch/eventTarget"))
        {
            var rule = Assert.Single(
                stack.All("cloudwatch/eventRule"),
                rule =>
                    rule.Text("name") == target.Text("rule")
                    && rule.Text("region") == target.Text("region")
                    && rule.Text("eventBusName") == target.Text("eventBusName")
            );
            var queue = Assert.Single(stack.All("sqs/queue"), queue => queue.Arn == DeadLetters(target));
            var policy = Assert.Single(stack.All("sqs/queuePolicy"), policy => policy.Text("queueUrl") == queue.Id);

            var grant = Assert.Single(policy.Statements("policy"), statement => statement["Effect"]!.GetValue<string>() == "Allow");

            var rules =
                rule.Arn![..^rule.Text("name")!.Length]
                + (
                    target.Text("eventBusName") is not null ? "*"
                    : target.Text("targetId") == "restorer" ? "bedrock-defense-restorer*"
                    : "bedrock-defense-forwarder-*"
                );
            Assert.Equal($$$"""{"ArnLike":{"aws:SourceArn":"{{{rules}}}"}}""", grant["Condition"]!.ToJsonString(JsonText.Options));
            Assert.Equal(queue.Arn, grant["Resource"]!.GetValue<string>());
            Assert.Equal(target.Text("region"), queue.Text("region"));
            Assert.Equal(1_209_600, queue.Inputs["messageRetentionSeconds"]!.GetValue<double>());
        }
    }

    [Fact]
    public async Task Every_dead_letter_queue_is_encrypted_with_a_key_that_EventBridge_may_use_or_with_that_of_SQS()
    {
        var stack = await Stacks.SampleAsync();
        var key = stack.Find("kms/key bedrock-defense-alerts").Arn;

        Assert.All(
            stack.All("sqs/queue"),
            queue =>
                Assert.True(
                    queue.Text("kmsMasterKeyId") == key ^ (queue.Inputs["sqsManagedSseEnabled"]?.GetValue<bool>() ?? false),
                    queue.Name
                )
        );
    }

    [Fact]
    public async Task Every_target_waits_for_the_policies_without_which_it_fails()
    {
        var stack = await Stacks.SampleAsync();
        foreach (var target in stack.All("cloudwatch/eventTarget"))
        {
            var before = stack.Before(target);
            var topic = stack.All("sns/topic").SingleOrDefault(topic => topic.Arn == target.Text("arn"));

            var queue = Assert.Single(stack.All("sqs/queue"), queue => queue.Arn == DeadLetters(target));
            Assert.Contains($"sqs/queuePolicy {queue.Name}", before);
            if (target.Text("targetId") == "restorer")
            {
                Assert.Contains($"iam/rolePolicy bedrock-defense-restorer-start-{target.Text("region")}", before);
                continue;
            }

            if (target.Text("targetId") == "heartbeats")
            {
                Assert.Contains("sqs/queuePolicy heartbeats", before);
                continue;
            }

            Assert.Contains(topic is null ? "cloudwatch/eventBusPolicy bedrock-defense" : $"sns/topicPolicy {topic.Name}", before);
            if (topic is null)
            {
                Assert.Contains($"iam/rolePolicy bedrock-defense-forwarder-{target.Text("region")}", before);
            }
        }

        Assert.Contains(
            "cloudwatch/eventBusPolicy bedrock-defense",
            stack.Before(stack.Find("cloudformation/stackSet bedrock-defense-forwarder"))
        );
    }

    [Theory]
    [InlineData("bedrock-logging-deletion", true, "high")]
    [InlineData("bedrock-logging-deletion-by-non-admin", false, "high")]
    [InlineData("bedrock-logging-change-by-non-admin", false, "medium")]
    [InlineData("bedrock-logging-deletion-by-disguised-role", false, "critical")]
    public async Task Every_detection_tells_machines_and_people_by_its_severity_or_that_of_the_detection_it_speaks_for(
        string detection,
        bool isSpokenFor,
        string severity
    )
    {
        var stack = await Stacks.SampleAsync();
        var targets = stack
            .All("cloudwatch/eventTarget")
            .Where(target => target.Text("eventBusName") is not null && Alerts.AlertRule.DetectionOf(target.Text("rule")!) == detection)
            .ToLookup(target => target.Text("targetId"));

        Assert.All(targets["text"], text => Assert.Equal(stack.Find($"sns/topic bedrock-defense-{severity}").Arn, text.Text("arn")));
        Assert.All(targets["finding"], finding => Assert.Equal(stack.Find("sns/topic bedrock-defense-findings").Arn, finding.Text("arn")));
        Assert.NotEmpty(targets["text"]);
        Assert.Equal(
            isSpokenFor,
            !targets["text"].Select(text => text.Text("rule")).SequenceEqual(targets["finding"].Select(finding => finding.Text("rule")))
        );
    }

    [Fact]
    public async Task Input_templates_have_raw_angle_brackets()
    {
        var templates = (await Stacks.SampleAsync())
            .All("cloudwatch/eventTarget")
            .Where(target => target.Inputs.ContainsKey("inputTransformer"))
            .Select(target => target.Inputs["inputTransformer"]!)
            .ToList();

        // These are the texts and findings of detections and notices, and the canary.
        Assert.InRange(templates.Count, (2 * Catalog.Detection.All.Count) + 7 + 1, int.MaxValue);
        Assert.All(
            templates,
            transformer =>
            {
                var template = transformer["inputTemplate"]!.GetValue<string>();
                var paths = transformer["inputPaths"]!.AsObject();
                Assert.All(paths, path => Assert.Contains($"<{path.Key}>", template, StringComparison.Ordinal));
                Assert.DoesNotContain("\\u003", template, StringComparison.OrdinalIgnoreCase);
                Assert.InRange(template.Length, 1, 8_192);
                Assert.InRange(paths.Count, 1, 100);
            }
        );
    }

    [Fact]
    public async Task The_template_for_members_forwards_what_the_management_account_does()
    {
        var stack = await Stacks.SampleAsync();
        var template = Template(stack);
        var rule = template["Resources"]!["ForwarderRule1"]!["Properties"]!;
        var own = stack.Find("cloudwatch/eventRule bedrock-defense-forwarder-us-east-1-1");

        Assert.Equal("2010-09-09", template["AWSTemplateFormatVersion"]!.GetValue<string>());
        Assert.Equal(own.Text("eventPattern"), rule["EventPattern"]!.ToJsonString(JsonText.Options));
        Assert.Equal(own.Text("name"), rule["Name"]!.GetValue<string>());
        Assert.Equal(stack.Find("cloudwatch/eventBus bedrock-defense").Arn, rule["Targets"]![0]!["Arn"]!.GetValue<string>());
        // The same IAM role name in two Regions would fail in the second.
        Assert.Contains(
            "${AWS::Region}",
            template["Resources"]!["ForwarderRole"]!["Properties"]!["RoleName"]!["Fn::Sub"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.False(template.AsObject().ContainsKey("Transform"));
        Assert.InRange(stack.Find("cloudformation/stackSet bedrock-defense-forwarder").Text("templateBody")!.Length, 1, 51_200);
    }

    [Fact]
    public async Task The_stack_set_reaches_every_account_in_every_governed_Region()
    {
        var stack = await Stacks.SampleAsync();
        var set = stack.Find("cloudformation/stackSet bedrock-defense-forwarder");
        var instances = stack.Find("cloudformation/stackInstances bedrock-defense-forwarder");

        Assert.Equal("SERVICE_MANAGED", set.Text("permissionModel"));
        Assert.True(set.Inputs["autoDeployment"]!["enabled"]!.GetValue<bool>());
        Assert.Equal("""["CAPABILITY_NAMED_IAM"]""", set.Inputs["capabilities"]!.ToJsonString());
        Assert.Equal(set.Text("name"), instances.Text("stackSetName"));
        Assert.Equal("""["eu-central-1","us-east-1"]""", instances.Inputs["regions"]!.ToJsonString());
        Assert.Equal("""["r-exam"]""", instances.Inputs["deploymentTargets"]!["organizationalUnitIds"]!.ToJsonString());
    }

    private static string DeadLetters(DeclaredResource target) => target.Inputs["deadLetterConfig"]!["arn"]!.GetValue<string>();

    private static JsonNode Template(StackDeclaration stack) =>
        JsonNode.Parse(stack.Find("cloudformation/stackSet bedrock-defense-forwarder").Text("templateBody")!)!;

    // The rules of the canary and the heartbeats are about no call, see WatchingTests. RestorerTests tests the restorer's rules, and
    // NoticeTests those of the notices.
    private static IEnumerable<DeclaredResource> Rules(StackDeclaration stack) =>
        stack
            .All("cloudwatch/eventRule")
            .Where(rule =>
                rule.Name != "canary"
                && Alerts.Notice.All.All(notice => notice.Id != rule.Name)
                && !rule.Name.StartsWith("bedrock-defense-restorer", StringComparison.Ordinal)
                && !rule.Name.StartsWith("bedrock-defense-heartbeat", StringComparison.Ordinal)
            );

    private static IEnumerable<DeclaredResource> OfDetections(StackDeclaration stack) =>
        Rules(stack).Where(rule => rule.Text("eventBusName") is not null);

    private static IEnumerable<string> Patterns(StackDeclaration stack) =>
        [
            .. Rules(stack).Select(rule => rule.Text("eventPattern")!),
            .. ForwarderRules(Template(stack)).Select(rule => rule["EventPattern"]!.ToJsonString(JsonText.Options)),
        ];

    /// <summary>Finds the properties of the members' forwarder rules.</summary>
    private static List<JsonNode> ForwarderRules(JsonNode template) =>
        [
            .. template["Resources"]!
                .AsObject()
                .Where(resource => resource.Key.StartsWith("ForwarderRule", StringComparison.Ordinal))
                .Select(resource => resource.Value!["Properties"]!),
        ];
}
