using System.IO.Enumeration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Tests the real order: the registration of one resource is held back until all resources that need not wait for it have begun.
/// </summary>
[Collection("console")]
public sealed class RegistrationOrderTests
{
    // Only a program that waits where it should not reaches this limit.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("s3/bucketPolicy bedrock-defense-trail", "cloudtrail/trail bedrock-defense")]
    [InlineData(
        "sns/topicPolicy bedrock-defense-low",
        "cloudwatch/eventTarget bedrock-call-with-bearer-token*-text",
        "cloudwatch/eventTarget bedrock-logging-enumeration-by-non-admin*-text",
        "cloudwatch/eventTarget bedrock-enumeration-by-bearer-token*-text",
        "cloudwatch/eventTarget identity-group-joined*-text"
    )]
    [InlineData(
        "sqs/queuePolicy dead-letters",
        "cloudwatch/eventTarget *-finding",
        "cloudwatch/eventTarget *-text",
        "cloudwatch/eventTarget canary",
        "cloudwatch/eventTarget *-heartbeat-*"
    )]
    [InlineData("iam/rolePolicy bedrock-defense-forwarder-us-east-1", "cloudwatch/eventTarget bedrock-defense-forwarder-us-east-1-*")]
    [InlineData(
        "cloudwatch/eventBusPolicy bedrock-defense",
        "cloudwatch/eventTarget bedrock-defense-forwarder-eu-central-1-*",
        "cloudwatch/eventTarget bedrock-defense-forwarder-us-east-1-*",
        "cloudformation/stackSet bedrock-defense-forwarder",
        "cloudformation/stackInstances bedrock-defense-forwarder",
        // Heartbeats are counted only when every account can be heard of.
        "cloudwatch/eventRule *-heartbeat-*",
        "cloudwatch/eventTarget *-heartbeat-*",
        "cloudwatch/metricAlarm silent-*"
    )]
    public async Task What_depends_on_a_resource_is_not_begun_before_it_is_there(string held, params string[] patterns)
    {
        // A star stands for the forwarders' numbers, or for the detections and how the calls ended.
        var titles = (await Stacks.SampleAsync()).Resources.Select(resource => resource.Key.Title()).ToList();
        List<string> dependents =
        [
            .. titles.Where(title => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, title))),
        ];
        var others = titles.Count - dependents.Count;
        var begun = new List<string>();
        var othersHaveBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IReadOnlyList<string> begunMeanwhile = [];
        var aws = new FakeAws(
            SampleOrganization.Default,
            Stacks.Home,
            isPreview: false,
            before: async key =>
            {
                lock (begun)
                {
                    begun.Add(key.Title());
                    if (begun.Count == others)
                    {
                        othersHaveBegun.SetResult();
                    }
                }

                if (key.Title() == held)
                {
                    await othersHaveBegun.Task.WaitAsync(WaitLimit);
                    lock (begun)
                    {
                        begunMeanwhile = [.. begun];
                    }
                }
            }
        );

        await Stacks.RenderAsync(Stacks.Sample, isPreview: false, aws);

        Assert.Contains(held, begunMeanwhile);
        Assert.Empty(begunMeanwhile.Intersect(dependents));
        Assert.Superset(new HashSet<string>(dependents), begun.ToHashSet());
    }
}
