using System.Text.Json.Nodes;

namespace BedrockDefense.Tests.Catalog;

/// <summary>A statement in which one part was removed or widened.</summary>
/// <param name="What">The change in words.</param>
/// <param name="Statement">The changed statement; null when it was removed.</param>
internal sealed record GuardrailMutation(string What, JsonObject? Statement)
{
    /// <summary>Lists the changes of a statement that a test has to notice.</summary>
    public static IEnumerable<GuardrailMutation> Of(JsonObject statement) =>
        [
            new("the statement is removed", null),
            .. Removals(statement, "Action"),
            .. Removals(statement, "Resource"),
            .. WiderResources(statement),
            .. Conditions(statement),
        ];

    private static IEnumerable<GuardrailMutation> Removals(JsonObject statement, string element) =>
        statement[element] is JsonArray list
            ? list.Select(
                (entry, index) =>
                    Changed(statement, $"{element} {entry} is removed", changed => changed[element]!.AsArray().RemoveAt(index))
            )
            : [];

    private static IEnumerable<GuardrailMutation> WiderResources(JsonObject statement) =>
        Texts(statement["Resource"]!)
            .Where(resource => resource != "*")
            .Select(resource =>
            {
                var wider = string.Join(':', [.. resource.Split(':', 6)[..5], "*"]);
                return Changed(statement, $"Resource {resource} becomes {wider}", changed => Replace(changed, "Resource", resource, wider));
            });

    private static IEnumerable<GuardrailMutation> Conditions(JsonObject statement)
    {
        foreach (var (name, keys) in statement["Condition"]?.AsObject() ?? [])
        {
            yield return Changed(
                statement,
                $"the condition {name} is dropped",
                changed =>
                {
                    _ = changed["Condition"]!.AsObject().Remove(name);
                    if (changed["Condition"]!.AsObject().Count == 0)
                    {
                        _ = changed.Remove("Condition");
                    }
                }
            );
            foreach (var other in Related(name))
            {
                yield return Changed(
                    statement,
                    $"{name} becomes {other}",
                    changed =>
                    {
                        var conditions = changed["Condition"]!.AsObject();
                        var moved = conditions[name]!.DeepClone();
                        conditions.Remove(name);
                        conditions[other] = moved;
                    }
                );
            }

            foreach (var (key, values) in keys!.AsObject())
            {
                foreach (var value in Texts(values!))
                {
                    foreach (var changed in Values(statement, name, key, value))
                    {
                        yield return changed;
                    }
                }
            }
        }
    }

    private static IEnumerable<GuardrailMutation> Values(JsonObject statement, string name, string key, string value)
    {
        JsonObject Keys(JsonObject changed) => changed["Condition"]![name]!.AsObject();
        if (statement["Condition"]![name]![key] is JsonArray { Count: > 1 })
        {
            yield return Changed(
                statement,
                $"the exemption of {value} is removed",
                changed =>
                {
                    var list = Keys(changed)[key]!.AsArray();
                    _ = list.RemoveAll(one => one!.GetValue<string>() == value);
                }
            );
        }

        foreach (var wider in WiderValues(value).Where(wider => wider != value))
        {
            yield return Changed(statement, $"{value} becomes {wider}", changed => Replace(Keys(changed), key, value, wider));
        }
    }

    private static IEnumerable<string> Related(string condition) =>
        condition switch
        {
            "ArnLike" => ["StringLike", "ArnNotLike"],
            "ArnNotLike" => ["StringNotLike", "ArnLike"],
            "BoolIfExists" => ["Bool"],
            "StringNotEquals" => ["StringEquals"],
            "StringNotLike" => ["StringLike"],
            "ForAnyValue:StringLike" => ["ForAllValues:StringLike", "StringLike"],
            _ => throw new ArgumentException($"no change of {condition} is known", nameof(condition)),
        };

    private static IEnumerable<string> WiderValues(string value)
    {
        if (value.Split(':', 6) is not ["arn", var partition, var service, "", var account, var resource])
        {
            return value is "false" ? ["true"] : ["*", value.Replace("-*", "*", StringComparison.Ordinal)];
        }

        var name = resource["role/".Length..];
        string Arn(string wider) => $"arn:{partition}:{service}::{account}:{wider}";
        return
        [
            Arn("*"),
            Arn("role/*"),
            Arn($"*/{name}"),
            Arn($"role/*{name}"),
            Arn($"role/*/{name}"),
            $"arn:*:{service}::{account}:{resource}",
            $"arn:{partition}:{service}::*:{resource}",
            resource[^1] is '*' or '?' ? value : value + "*",
            value.Replace("-*", "*", StringComparison.Ordinal),
            value.Replace("????????????????", "*", StringComparison.Ordinal),
            value.Replace("*/AWSReservedSSO", "/*AWSReservedSSO", StringComparison.Ordinal),
        ];
    }

    private static GuardrailMutation Changed(JsonObject statement, string what, Action<JsonObject> change)
    {
        var changed = statement.DeepClone().AsObject();
        change(changed);
        return new GuardrailMutation(what, changed);
    }

    private static void Replace(JsonObject parent, string element, string value, string by)
    {
        if (parent[element] is JsonArray list)
        {
            list[list.ToList().FindIndex(one => one!.GetValue<string>() == value)] = by;
        }
        else
        {
            parent[element] = by;
        }
    }

    private static List<string> Texts(JsonNode node) =>
        node is JsonArray list ? [.. list.Select(text => text!.GetValue<string>())] : [node.GetValue<string>()];
}
