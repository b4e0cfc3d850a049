using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Sigma.Differential;

/// <summary>
/// Generates random events with CloudTrail's fields. A documented field has a documented value, is null, or is absent. Request parameters
/// have any value.
/// </summary>
internal static class EventGenerator
{
    private static readonly Gen<JsonNode?> Text = Gen.Elements(RuleGenerator.Texts).Select(JsonNode? (text) => JsonValue.Create(text));

    private static readonly Gen<JsonNode?> FewValues = Gen.Elements(RuleGenerator.FewTexts)
        .Select(JsonNode? (text) => JsonValue.Create(text));

    private static readonly Gen<JsonNode?> Scalar = Gen.Frequency(
        (6, Text),
        (1, Gen.Constant<JsonNode?>(null)),
        (1, Gen.Elements(true, false).Select(JsonNode? (flag) => JsonValue.Create(flag))),
        (
            2,
            Gen.Elements("0", "5", "5.0", "-1", "1000", "1E3", "6000000000", "6e9", "123456789012", "0.1234567", "1e400")
                .Select(number => JsonNode.Parse(number))
        )
    );

    private static readonly Gen<JsonNode?> Issuer = Nested(("arn", Text));

    private static readonly Gen<JsonNode?> Identity = Nested(
        ("type", Text),
        ("userName", Text),
        ("sessionContext", Nested(("sessionIssuer", Issuer)))
    );

    private static readonly Gen<JsonNode?> LoggingConfig = Nested(
        ("textDataDeliveryEnabled", Flag),
        ("s3Config", Nested(("bucketName", Text)))
    );

    private static readonly Gen<JsonNode?> Parameters = Nested(
        ("any", Anything(2)),
        ("list", Gen.OneOf(Anything(2), List(FewValues))),
        ("items", Items),
        ("retentionInDays", Days),
        ("loggingConfig", LoggingConfig)
    );

    public static readonly Gen<JsonObject> Event = Object(
        ("eventSource", Source),
        ("eventName", Text),
        ("errorCode", Text),
        ("sourceIPAddress", Text),
        ("readOnly", Flag),
        ("userIdentity", Identity),
        ("requestParameters", Parameters),
        ("resources", List(Nested(("ARN", Scalar))))
    );

    private static Gen<JsonNode?> Flag => Gen.Elements(true, false).Select(JsonNode? (flag) => JsonValue.Create(flag));

    private static Gen<JsonNode?> Source =>
        Gen.Elements("bedrock.amazonaws.com", "iam.amazonaws.com").Select(JsonNode? (name) => JsonValue.Create(name));

    private static Gen<JsonNode?> Days => Gen.Elements(1, 5, 90, 3653).Select(JsonNode? (days) => JsonValue.Create(days));

    private static Gen<JsonNode?> Items =>
        Gen.OneOf(List(Element), List(Nested(("id", FewValues), ("kind", FewValues))), Element, Anything(2));

    private static Gen<JsonNode?> Element => Nested(("id", Anything(1)), ("kind", Scalar), ("parts", List(Nested(("id", Scalar)))));

    private static Gen<JsonNode?> Anything(int depth) =>
        depth == 0
            ? Scalar
            : Gen.Frequency((4, Scalar), (2, List(Anything(depth - 1))), (1, Nested(("id", Anything(depth - 1)), ("x", Scalar))));

    private static Gen<JsonNode?> List(Gen<JsonNode?> element) =>
        Gen.Choose(0, 3).SelectMany(count => element.ListOf(count)).Select(JsonNode? (items) => new JsonArray([.. items]));

    private static Gen<JsonNode?> Nested(params (string Name, Gen<JsonNode?> Value)[] properties) =>
        Object(properties).Select(JsonNode? (node) => node);

    /// <summary>Generates an object of some of these properties. One property in eight is absent, and one in eight is null.</summary>
    private static Gen<JsonObject> Object(params (string Name, Gen<JsonNode?> Value)[] properties) =>
        Gen.CollectToArray(
                properties,
                property =>
                    Gen.Choose(0, 7)
                        .SelectMany(fate =>
                            fate switch
                            {
                                0 => Gen.Constant<(string, JsonNode?)?>(null),
                                1 => Gen.Constant<(string, JsonNode?)?>((property.Name, null)),
                                _ => property.Value.Select(value => ((string, JsonNode?)?)(property.Name, value)),
                            }
                        )
            )
            .Select(present => new JsonObject(
                present.OfType<(string Name, JsonNode? Value)>().Select(pair => KeyValuePair.Create(pair.Name, pair.Value))
            ));
}
