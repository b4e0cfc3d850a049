using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Sigma.Differential;

/// <summary>Generates random rules over few fields and few values, so that events often match them.</summary>
internal static class RuleGenerator
{
    public static readonly string[] Texts =
    [
        "abc",
        "ABC",
        "abC",
        "ab",
        "a",
        "c",
        "abcabc",
        "",
        "naïve",
        "NAÏVE",
        "naive",
        "straße",
        "STRASSE",
        "ς",
        "Σ",
        "\u212A",
        "k",
        "true",
        "False",
        "5",
        "007",
        "123456789012",
        "a*c",
        "a\\b",
        "a\\*c",
        "😀",
        "a😀c",
        "10.0.0.1",
        "10.1.2.3",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "bedrock.amazonaws.com",
        "iam.amazonaws.com",
        "GetUser",
        "DeleteUser",
        "arn:aws:iam::111122223333:role/a",
        "arn:aws:iam::111122223333:role/x:role/a",
    ];

    /// <summary>Few texts, so that they are often equal.</summary>
    public static readonly string[] FewTexts = ["a", "c"];

    /// <summary>
    /// Patterns. EventBridge can express the first ones when they respect the case or have no letters. It cannot express the others.
    /// </summary>
    private static readonly string[] Patterns =
    [
        "a*",
        "*c",
        "*b*",
        "a*c",
        "*",
        "A*",
        "a\\*c",
        "a\\\\*",
        "a\\\\b",
        "**",
        "10.*",
        "*amazonaws.com",
        "Get*",
        "arn:aws:iam::*:role/a",
        "arn:*:iam::*:*:role/*",
        "5*",
        "*5",
        "1*.*",
    ];

    private static readonly string[] UnsupportedPatterns = ["a?c", "?", "*b*", "a*c"];

    internal static readonly string[] TextFields =
    [
        "userIdentity.userName",
        "eventName",
        "errorCode",
        "sourceIPAddress",
        "userIdentity.type",
        "userIdentity.sessionContext.sessionIssuer.arn",
        "requestParameters.loggingConfig.s3Config.bucketName",
    ];

    private static readonly string[] OpenFields =
    [
        "requestParameters.any",
        "requestParameters.list",
        "requestParameters.items.id",
        "requestParameters.items.kind",
        "requestParameters.items.parts.id",
        "requestParameters",
        "resources.ARN",
    ];

    private static readonly string[] BooleanFields = ["readOnly", "requestParameters.loggingConfig.textDataDeliveryEnabled"];

    private static readonly Gen<string> Field = Gen.Frequency(
        (12, Gen.Elements(TextFields)),
        (1, Gen.Elements(OpenFields)),
        (1, Gen.Constant("requestParameters.retentionInDays"))
    );

    private static readonly Gen<string> OpenField = Gen.Elements(OpenFields);

    private static readonly Gen<string> BooleanField = Gen.Elements(BooleanFields);

    private static readonly Gen<string> NumberField = Gen.Constant("requestParameters.retentionInDays");

    private static readonly Gen<string> Text = Gen.Elements(Texts).Select(Quote);

    private static readonly Gen<string> Pattern = Gen.Elements(Patterns).Select(Quote);

    private static readonly Gen<string> Number = Gen.Elements("0", "5", "-1", "5.0", "1e3", "90");

    private static readonly Gen<string> Boolean = Gen.Elements("true", "false");

    private static readonly Gen<ItemModel> Item = Gen.Frequency(
        (12, Items(Field, "", Text)),
        (3, Items(Gen.Constant("eventSource"), "", Gen.Elements("\"bedrock.amazonaws.com\"", "\"IAM.amazonaws.com\""))),
        (1, Items(Gen.Constant("eventSource"), "|startswith|cased", Gen.Constant("\"b\""), 1)),
        (6, Items(Field, "|cased", Gen.OneOf(Text, Pattern))),
        (4, Items(OpenField, "", Gen.OneOf(Text, Number, Boolean))),
        (4, Items(BooleanField, "", Boolean, 1)),
        (3, Items(Field, "|startswith", Text)),
        (2, Items(Field, "|endswith|cased", Text)),
        (2, Items(Field, "|contains|cased", Text)),
        (3, Items(Field, "|neq", Text)),
        (2, Items(Field, "", Gen.Constant("null"), 1)),
        (2, Items(Field, "|exists", Boolean, 1)),
        (
            2,
            Items(
                Gen.Constant("sourceIPAddress"),
                "|cidr",
                Gen.Elements("\"10.0.0.0/24\"", "\"10.0.0.0/8\"", "\"2001:db8::/32\"", "\"10.0.0.1/32\"", "\"32.0.0.0/8\"", "\"0.0.0.0/0\"")
            )
        ),
        (3, Gen.Elements("|lt", "|lte", "|gt", "|gte").SelectMany(modifier => Items(NumberField, modifier, Number))),
        (1, Items(NumberField, "", Number)),
        (1, RefusedItem)
    );

    /// <summary>Items that the compiler mostly or always refuses.</summary>
    private static Gen<ItemModel> RefusedItem =>
        Gen.OneOf(
            Items(Field, "|cased|all", Pattern, 2),
            Items(Field, "|contains", Text),
            Items(Field, "", Gen.Elements(UnsupportedPatterns).Select(Quote)),
            Items(Field, "", Gen.Elements("6000000000", "0.1234567"), 1),
            Items(Field, "|re", Gen.Elements("\"^a\"", "\"b+\""), 1),
            Items(Field, "|fieldref", Gen.Elements("eventName", "errorCode"), 1),
            Items(OpenField, "|gt", Number, 1)
        );

    /// <summary>Two tests that different elements of a list may pass.</summary>
    private static readonly Gen<IReadOnlyList<ItemModel>> Pair = Gen.Elements(
            ("requestParameters.items.id", "requestParameters.items.kind"),
            ("requestParameters.list|startswith|cased", "requestParameters.list|endswith|cased")
        )
        .SelectMany(fields =>
            Gen.Elements(FewTexts)
                .Select(Quote)
                .Two()
                .Select(IReadOnlyList<ItemModel> (values) => [new(fields.Item1, [values.Item1]), new(fields.Item2, [values.Item2])])
        );

    private static readonly Gen<IReadOnlyList<ItemModel>> Map = Gen.Frequency(
        (1, Pair),
        (
            12,
            Count(3)
                .SelectMany(count => Item.ListOf(count))
                .Select(items => (IReadOnlyList<ItemModel>)[.. items.DistinctBy(item => item.Key)])
        )
    );

    private static readonly Gen<IReadOnlyList<IReadOnlyList<ItemModel>>> Maps = Count(2)
        .SelectMany(count => Map.ListOf(count))
        .Select(maps => (IReadOnlyList<IReadOnlyList<ItemModel>>)[.. maps]);

    public static readonly Gen<RuleModel> Rule =
        from a in Maps
        from b in Maps
        from c in Maps
        from depth in Count(3)
        from condition in Condition(depth)
        select new RuleModel([new("a", a), new("b", b), new("c", c)], condition);

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    /// <summary>Generates small numbers more often than large ones.</summary>
    private static Gen<int> Count(int maximum) =>
        Gen.Frequency(Enumerable.Range(1, maximum).Select(count => (1 << (2 * (maximum - count)), Gen.Constant(count))));

    private static Gen<ConditionModel> Condition(int depth)
    {
        var name = Gen.Elements("a", "b", "c").Select(ConditionModel (text) => new NameModel(text));
        return depth == 0
            ? name
            : Gen.Frequency(
                (1, name),
                (2, Condition(depth - 1).Select(ConditionModel (part) => new NotModel(part))),
                (
                    3,
                    from word in Gen.Elements("and", "or")
                    from left in Condition(depth - 1)
                    from right in Condition(depth - 1)
                    select (ConditionModel)new JoinedModel(word, left, right)
                )
            );
    }

    private static Gen<ItemModel> Items(Gen<string> fields, string modifiers, Gen<string> value, int? count = null) =>
        from field in fields
        from number in count is { } exact ? Gen.Constant(exact) : Count(3)
        from values in value.ListOf(number)
        select new ItemModel(field + modifiers, [.. values]);
}
