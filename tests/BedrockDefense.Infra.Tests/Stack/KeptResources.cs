using System.Text.Json.Nodes;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Checks whether a template can be tried again after it failed. If the first try keeps a resource with a fixed name, the second try finds
/// that resource and always fails.
/// </summary>
internal static class KeptResources
{
    // Resources that AWS creates from their properties alone, so they hardly fail. They do not depend on a role that must propagate, a
    // definition that a service may not know, or a bus that may be full.
    private static readonly string[] SafeTypes =
    [
        "AWS::CloudFormation::WaitConditionHandle",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::S3::BucketPolicy",
    ];

    private static readonly string[] Names = ["BucketName", "LogGroupName", "Name", "QueueName", "RoleName", "StateMachineName"];

    /// <summary>Finds what is wrong with a template, a sentence each.</summary>
    public static IEnumerable<string> Faults(JsonObject template)
    {
        var resources = template["Resources"]!.AsObject();
        var kept = resources
            .Where(resource =>
                resource.Value!["DeletionPolicy"]?.GetValue<string>() is not (null or "Delete")
                && Names.Any(name => resource.Value!["Properties"]?[name] is not null)
            )
            .ToList();
        foreach (var (logicalId, resource) in kept)
        {
            if (resource!["DeletionPolicy"]!.GetValue<string>() != "RetainExceptOnCreate")
            {
                yield return $"{logicalId} is kept by a creation that failed";
            }

            foreach (var (beside, _) in resources.Where(other => !SafeTypes.Contains(other.Value!["Type"]!.GetValue<string>())))
            {
                yield return $"{logicalId} is kept beside {beside}, which may fail";
            }

            // A protected resource cannot be rolled back, so nothing may fail after it.
            if (resource["Properties"]!["DeletionProtectionEnabled"] is not null)
            {
                foreach (
                    var (after, _) in resources.Where(other =>
                        other.Key != logicalId
                        && other.Value!["Type"]!.GetValue<string>() != SafeTypes[0]
                        && !DependenciesOf(resources, logicalId).Contains(other.Key)
                    )
                )
                {
                    yield return $"{logicalId} is protected before {after} is made";
                }
            }
        }
    }

    private static HashSet<string> DependenciesOf(JsonObject resources, string logicalId)
    {
        HashSet<string> before = [];
        var left = new Stack<string>(References(resources[logicalId]!));
        while (left.TryPop(out var next))
        {
            if (resources.ContainsKey(next) && before.Add(next))
            {
                foreach (var further in References(resources[next]!))
                {
                    left.Push(further);
                }
            }
        }

        return before;
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry =>
                entry.Key switch
                {
                    "DependsOn" => entry.Value is JsonArray list
                        ? list.Select(one => one!.GetValue<string>())
                        : [entry.Value!.GetValue<string>()],
                    "Ref" => [entry.Value!.GetValue<string>()],
                    "Fn::GetAtt" => [entry.Value![0]!.GetValue<string>()],
                    _ => References(entry.Value),
                }
            ),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
