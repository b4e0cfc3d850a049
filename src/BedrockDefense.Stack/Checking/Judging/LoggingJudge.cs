using System.IO.Enumeration;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// Judges a configuration of model invocation logging. An account and Region has one, so whoever makes one replaces what stands: it is
/// compared with what the settings want.
/// </summary>
internal sealed class LoggingJudge(DefenseSettings settings)
{
    public const string TypeName = "aws_bedrock_model_invocation_logging_configuration";

    private const string Block = "logging_config";

    private static readonly (string[] Path, string Noun)[] Sinks =
    [
        ([Block, "cloudwatch_config", "log_group_name"], "the log group"),
        ([Block, "s3_config", "bucket_name"], "the bucket"),
        ([Block, "cloudwatch_config", "large_data_delivery_s3_config", "bucket_name"], "the bucket of large data"),
    ];

    public void Judge(PlannedResource resource, ResourceOpinion opinion)
    {
        if (resource.Action.HasFlag(PlannedAction.Delete))
        {
            opinion.Find(
                PlanRule.LoggingRemoved,
                resource.Action == PlannedAction.Replace
                    ? "replaces the logging configuration: it is deleted first or last, and until it is put anew nothing is recorded"
                    : "deletes the logging configuration: nothing that models are asked or answer is recorded any more"
            );
        }

        if (resource.Action.HasFlag(PlannedAction.Create) || resource.Action == PlannedAction.Update)
        {
            if (resource.After.Find(Block).IsHidden)
            {
                opinion.DoNotKnow("what it logs is known only when it is applied");
                return;
            }

            // Of what stood before a new one, nothing is known but what the settings want.
            var before = resource.Action == PlannedAction.Create ? null : resource.Before;
            JudgeSinks(before, resource.After, opinion);
            JudgeData(before, resource.After, opinion);
        }
    }

    private void JudgeSinks(PlannedValues? before, PlannedValues after, ResourceOpinion opinion)
    {
        foreach (var (path, noun) in Sinks)
        {
            var (was, becomes) = (before?.Find(path) ?? PlannedValue.Absent, after.Find(path));
            if (becomes.IsHidden)
            {
                opinion.DoNotKnow(
                    $"the name of {noun} is {(becomes.Knowledge == Knowledge.Secret ? "a secret" : "known only when it is applied")}"
                );
            }
            else if (becomes.Text is not { Length: > 0 } name)
            {
                if (was.IsHidden || was.Text is { Length: > 0 })
                {
                    opinion.Find(PlanRule.LoggingWeakened, $"no longer delivers to {noun}{Named(was)}");
                }
            }
            else if (was.Text != name && !IsOfSettings(path, name))
            {
                opinion.Find(
                    PlanRule.LoggingWeakened,
                    $"delivers to {noun} {name}{(was.Text is { Length: > 0 } old ? $" and no longer to {old}" : "")}; "
                        + "the settings do not name it, so it is not protected"
                );
            }
        }
    }

    private void JudgeData(PlannedValues? before, PlannedValues after, ResourceOpinion opinion)
    {
        foreach (var data in Enum.GetValues<InvocationData>())
        {
            var kind = data.ToString().ToLowerInvariant();
            var name = $"{kind}_data_delivery_enabled";
            var becomes = after.Find(Block, name);
            if (becomes.IsHidden)
            {
                opinion.DoNotKnow($"whether {kind} data is delivered is known only when it is applied");
            }
            else if (
                IsOff(becomes) && (before is null ? settings.InvocationLogging.DataTypes.Contains(data) : !IsOff(before.Find(Block, name)))
            )
            {
                opinion.Find(
                    PlanRule.LoggingWeakened,
                    $"delivers no {kind} data{(before is null ? ", which the settings want" : " any more")}"
                );
            }
        }
    }

    // The provider's default is true.
    private static bool IsOff(PlannedValue value) => "false".Equals(value.Text, StringComparison.OrdinalIgnoreCase);

    private bool IsOfSettings(string[] path, string name) =>
        path[^1] == "log_group_name"
            ? settings.InvocationLogging.LogGroups.Contains(name)
            : settings.InvocationLogging.Buckets.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private static string Named(PlannedValue value) => value.Text is { Length: > 0 } name ? $" {name}" : "";
}
