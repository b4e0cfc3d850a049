using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi.Testing;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests what must be true of the stack as a whole.</summary>
[Collection("console")]
public sealed class StackShapeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public async Task The_preview_shows_every_resource_that_the_update_makes(bool? isPreview)
    {
        var preview = await Stacks.RenderAsync(Stacks.Sample, isPreview);
        var update = await Stacks.SampleAsync();

        Assert.Equal(Titles(update), Titles(preview));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_input_holds_an_output_that_was_formatted_into_text(bool isPreview)
    {
        var stack = await Stacks.RenderAsync(Stacks.Sample, isPreview);

        Assert.All(
            stack.Resources.SelectMany(resource => resource.Texts()),
            text =>
            {
                Assert.DoesNotContain("Calling [ToString]", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Output`1", text, StringComparison.Ordinal);
                Assert.DoesNotMatch("%[A-Za-z]+%", text);
            }
        );
    }

    [Fact]
    public async Task A_resource_type_that_the_mocks_do_not_know_is_an_error()
    {
        IMocks aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false).Mocks.Object;

        var unknown = await Assert.ThrowsAsync<NotSupportedException>(() =>
            aws.NewResourceAsync(
                new MockResourceArgs
                {
                    Type = "aws:ec2/vpc:Vpc",
                    Name = "net",
                    Inputs = [],
                }
            )
        );

        Assert.Equal("unexpected resource type aws:ec2/vpc:Vpc of net", unknown.Message);
        Assert.Throws<Moq.MockException>(() =>
        {
            _ = aws.CallAsync(new MockCallArgs { Token = "aws:index/getRegion:getRegion", Args = [] });
        });
    }

    [Fact]
    public async Task Every_resource_is_declared_once()
    {
        var stack = await Stacks.SampleAsync();

        Assert.Equal(stack.Resources.Count, stack.Resources.DistinctBy(resource => resource.Key).Count());
    }

    [Fact]
    public async Task The_stack_does_not_grow_with_the_accounts()
    {
        var few = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false, accounts: 1);
        var many = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false, accounts: 3_000);

        Assert.Equal(
            Titles(await Stacks.RenderAsync(Stacks.Sample, isPreview: false, few)),
            Titles(await Stacks.RenderAsync(Stacks.Sample, isPreview: false, many))
        );
    }

    [Fact]
    public async Task Every_further_Region_adds_one_set_of_forwarders_and_a_restorer_and_nothing_else()
    {
        var two = await Stacks.SampleAsync();
        var three = await Stacks.WithAsync(("regions", """["eu-central-1","us-east-1","ap-south-1"]"""));

        // A Region's forwarders share a role and a dead-letter queue. Each has its own rule and target, the forwarder of alarms included.
        var rules = two.All("cloudwatch/eventRule")
            .Count(rule => rule.Name.StartsWith("bedrock-defense-forwarder-us-east-1", StringComparison.Ordinal));
        Assert.Equal(
            [
                .. Set("cloudwatch/eventRule"),
                "cloudwatch/eventRule bedrock-defense-heartbeat-ap-south-1",
                "cloudwatch/eventRule bedrock-defense-restorer-ap-south-1",
                "cloudwatch/eventRule bedrock-defense-restorer-disguise-ap-south-1",
                .. Set("cloudwatch/eventTarget"),
                "cloudwatch/eventTarget bedrock-defense-heartbeat-ap-south-1",
                "cloudwatch/eventTarget bedrock-defense-restorer-ap-south-1",
                "cloudwatch/eventTarget bedrock-defense-restorer-disguise-ap-south-1",
                "cloudwatch/logGroup bedrock-defense-restorer-ap-south-1",
                "cloudwatch/metricAlarm bedrock-defense-forwarder-ap-south-1-dead-letters",
                "cloudwatch/metricAlarm bedrock-defense-restorer-ap-south-1-dead-letters",
                "cloudwatch/metricAlarm silent-ap-south-1",
                "cloudwatch/metricAlarm silent-one-ap-south-1",
                "iam/role bedrock-defense-forwarder-ap-south-1",
                "iam/role bedrock-defense-restorer-ap-south-1",
                "iam/role bedrock-defense-restorer-start-ap-south-1",
                "iam/rolePolicy bedrock-defense-forwarder-ap-south-1",
                "iam/rolePolicy bedrock-defense-restorer-ap-south-1",
                "iam/rolePolicy bedrock-defense-restorer-start-ap-south-1",
                "scheduler/schedule bedrock-defense-restorer-ap-south-1",
                "scheduler/scheduleGroup bedrock-defense-restorer-ap-south-1",
                "sfn/stateMachine bedrock-defense-restorer-ap-south-1",
                "sqs/queue bedrock-defense-forwarder-ap-south-1-dead-letters",
                "sqs/queue bedrock-defense-restorer-ap-south-1-dead-letters",
                "sqs/queuePolicy bedrock-defense-forwarder-ap-south-1-dead-letters",
                "sqs/queuePolicy bedrock-defense-restorer-ap-south-1-dead-letters",
            ],
            Titles(three).Except(Titles(two))
        );
        IEnumerable<string> Set(string type) =>
            Enumerable
                .Range(1, rules - 1)
                .Select(number => $"{number}")
                .Append("alarms")
                .Select(of => $"{type} bedrock-defense-forwarder-ap-south-1-{of}");
        Assert.Empty(Titles(two).Except(Titles(three)));
    }

    [Fact]
    public async Task Names_are_as_short_as_AWS_demands()
    {
        var stack = await Stacks.SampleAsync();

        Assert.All(stack.All("cloudwatch/eventRule"), rule => Assert.Matches(@"^[.\-_A-Za-z0-9]{1,64}\z", rule.Text("name")));
        Assert.All(stack.All("cloudwatch/eventTarget"), target => Assert.Matches(@"^[.\-_A-Za-z0-9]{1,64}\z", target.Text("targetId")));
        Assert.All(stack.All("sqs/queue"), queue => Assert.Matches(@"^[\-_A-Za-z0-9]{1,80}\z", queue.Text("name")));
        Assert.All(stack.All("iam/role"), role => Assert.Matches(@"^[\w+=,.@-]{1,64}\z", role.Text("name")));
        Assert.All(stack.All("organizations/policy"), policy => Assert.InRange(policy.Text("description")!.Length, 1, 512));
    }

    [Fact]
    public async Task The_longest_Region_code_leaves_the_forwarders_role_a_legal_name()
    {
        var longest = Aws.AwsRegion.All.Max(region => region.Code.Length);
        var role = (await Stacks.SampleAsync()).Find("iam/role bedrock-defense-forwarder-us-east-1").Text("name")!;

        Assert.InRange(role.Length - "us-east-1".Length + longest, 1, 64);
    }

    [Fact]
    public async Task No_resource_name_tells_an_address()
    {
        var stack = await Stacks.SampleAsync();

        Assert.All(
            stack.Resources,
            resource =>
            {
                Assert.DoesNotContain("@", resource.Name, StringComparison.Ordinal);
                Assert.DoesNotContain("soc", resource.Name, StringComparison.Ordinal);
                Assert.DoesNotContain("4255550100", resource.Name, StringComparison.Ordinal);
                Assert.DoesNotContain("siem", resource.Name, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Every_resource_belongs_to_a_component()
    {
        var stack = await Stacks.SampleAsync();

        Assert.All(
            stack.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)),
            resource => Assert.NotNull(resource.Options.Parent)
        );
    }

    private static List<string> Titles(StackDeclaration stack) =>
        [.. stack.Resources.Select(resource => resource.Title()).Order(StringComparer.Ordinal)];
}
