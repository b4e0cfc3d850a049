using System.Text.Json.Nodes;
using BedrockDefense.Stack.Checking.Judging;

namespace BedrockDefense.Stack.Tests.Checking;

/// <summary>
/// Writes a case as Terraform and Pulumi would (Terraform documentation, "JSON Output Format"; pulumi/pulumi,
/// <c>display.PreviewDigest</c>).
/// </summary>
internal static class PlanText
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string Secret = "[secret]";

    public static readonly string[] Tools = ["Terraform", "Pulumi"];

    public static string Of(string tool, IEnumerable<PlanCaseResource> resources) =>
        (tool == "Terraform" ? Terraform(resources) : Pulumi(resources)).ToJsonString();

    private static JsonObject Terraform(IEnumerable<PlanCaseResource> resources) =>
        new()
        {
            ["format_version"] = "1.2",
            ["terraform_version"] = "1.13.4",
            ["planned_values"] = new JsonObject(),
            ["resource_changes"] = new JsonArray([
                .. resources.Select(
                    (one, index) =>
                        new JsonObject
                        {
                            ["address"] = $"{one.Type}.r{index}",
                            ["mode"] = "managed",
                            ["type"] = one.Type,
                            ["name"] = $"r{index}",
                            ["provider_name"] = "registry.terraform.io/hashicorp/aws",
                            ["change"] = new JsonObject
                            {
                                ["actions"] = new JsonArray([
                                    .. (one.Action == "replace" ? ["delete", "create"] : new[] { one.Action }).Select(a =>
                                        JsonValue.Create(a)
                                    ),
                                ]),
                                ["before"] = one.Before?.DeepClone(),
                                ["after"] = one.After?.DeepClone(),
                                ["after_unknown"] = Mask(one.Unknown),
                                ["after_sensitive"] = Mask(one.Secret),
                            },
                        }
                ),
            ]),
        };

    private static JsonObject Mask(IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)true)));

    private static JsonObject Pulumi(IEnumerable<PlanCaseResource> resources) =>
        new()
        {
            ["config"] = new JsonObject { ["app:name"] = "x" },
            ["steps"] = new JsonArray([.. resources.Select(Step)]),
            ["changeSummary"] = new JsonObject { ["same"] = 1 },
        };

    private static JsonObject Step(PlanCaseResource one, int index)
    {
        var type = one.Pulumi ?? ResourceTypes.Find(one.Type)!.Pulumi[0];
        var urn = $"urn:pulumi:prod::app::{type}::r{index}";
        var step = new JsonObject { ["op"] = one.Action, ["urn"] = urn };
        if (one.Before is not null)
        {
            var before = State(one.Before);
            step["oldState"] = new JsonObject
            {
                ["urn"] = urn,
                ["type"] = type,
                ["inputs"] = before,
                ["outputs"] = before.DeepClone(),
            };
        }

        if (one.After is not null)
        {
            var after = State(one.After);
            foreach (var name in one.Unknown)
            {
                after[Camel(name)] = Unknown;
            }

            foreach (var name in one.Secret)
            {
                after[Camel(name)] = Secret;
            }

            step["newState"] = new JsonObject
            {
                ["urn"] = urn,
                ["type"] = type,
                ["inputs"] = after,
            };
        }

        return step;
    }

    // Pulumi has an object where Terraform has a block that occurs once.
    private static JsonObject State(JsonObject values) =>
        new(values.Select(entry => KeyValuePair.Create(Camel(entry.Key), Value(entry.Value))));

    private static JsonNode? Value(JsonNode? value) =>
        value switch
        {
            JsonArray { Count: 1 } list when list[0] is JsonObject block => State(block),
            JsonObject block => State(block),
            _ => value?.DeepClone(),
        };

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
