using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Emulator.Tests.Deployer;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>
/// The calls that Athena makes with the credentials of whoever runs a query of the trail. The emulator's Athena makes none. They are in
/// <c>cases/deployer/athena-calls.json</c>, with their source.
/// </summary>
internal static class AthenaCalls
{
    /// <summary>Lists the permissions that a query needs.</summary>
    public static IEnumerable<NeededPermission> Of(StackDeclaration stack)
    {
        var workgroup = stack.OfType("aws:athena/workgroup:Workgroup").Single();
        var account = workgroup.Account(stack);
        var partition = AwsRegion.Find(stack.HomeRegion)!.Partition;
        var calls = JsonNode.Parse(Repository.Case("deployer/athena-calls.json"))!["calls"]!.AsObject();
        return calls.SelectMany(call =>
            call.Value!.AsArray()
                .Select(on => new NeededPermission(account, call.Key, Fill(on!.GetValue<string>()), "a query of Athena")
                {
                    Keys = call.Key.StartsWith("kms:", StringComparison.Ordinal)
                        ? new Dictionary<string, string>
                        {
                            ["kms:ResourceAliases"] = "alias/bedrock-defense-trail",
                            ["kms:ViaService"] = $"s3.{stack.HomeRegion}.{AwsPartition.Find(partition).DnsSuffix}",
                        }
                        : [],
                })
        );

        string Fill(string on) =>
            on.Replace("{glue}", $"arn:{partition}:glue:{stack.HomeRegion}:{account}", StringComparison.Ordinal)
                .Replace("{huntsBucket}", Arn("aws:s3/bucket:Bucket", "bedrock-defense-hunts"), StringComparison.Ordinal)
                .Replace("{trailBucket}", Arn("aws:s3/bucket:Bucket", "bedrock-defense-trail"), StringComparison.Ordinal)
                .Replace("{trailKey}", Arn("aws:kms/key:Key", "bedrock-defense-trail"), StringComparison.Ordinal);

        string Arn(string type, string name) => stack.OfType(type).Single(one => one.Name == name).Arn!;
    }
}
