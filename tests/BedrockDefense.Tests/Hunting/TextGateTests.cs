using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// A record that holds none of the texts its rules need is not read. However it writes them, hunt and evaluator must
/// answer the same.
/// </summary>
public sealed class TextGateTests
{
    private const string Role = "requestParameters.roleName|startswith: bedrock-defense-";

    [Theory]
    [InlineData("as the rule has it", Role, "\"roleName\":\"bedrock-defense-restorer\"", true)]
    [InlineData("not at all", Role, "\"roleName\":\"app-restorer\"", false)]
    [InlineData("in another field only", Role, "\"roleName\":\"app\",\"policyName\":\"bedrock-defense-x\"", false)]
    [InlineData("in capitals", Role, "\"roleName\":\"BEDROCK-Defense-restorer\"", true)]
    [InlineData("with an escaped letter", Role, "\"roleName\":\"bed\\u0072ock-defense-restorer\"", true)]
    [InlineData("with an escaped letter in capital digits", Role, "\"roleName\":\"bedrock\\u002Ddefense-restorer\"", true)]
    [InlineData(
        "with every letter of its beginning escaped",
        Role,
        "\"roleName\":\"\\u0062\\u0065\\u0064\\u0072ock-defense-restorer\"",
        true
    )]
    [InlineData("after an escape that is no letter's", Role, "\"path\":\"\\/a\\/\",\"roleName\":\"bedrock-defense-restorer\"", true)]
    [InlineData("beside text that is not ASCII", Role, "\"tag\":\"Übung\",\"roleName\":\"bedrock-defense-restorer\"", true)]
    [InlineData("with a Kelvin sign for its k", Role, "\"roleName\":\"bedroc\u212a-defense-restorer\"", false)]
    [InlineData("with a long s", "requestParameters.roleName|contains: defense", "\"roleName\":\"defen\u017fe\"", false)]
    [InlineData("as one of two texts", "requestParameters.roleName: [restorer-one, restorer-two]", "\"roleName\":\"Restorer-Two\"", true)]
    [InlineData("between wildcards", "requestParameters.roleName: 'a*middle?z'", "\"roleName\":\"aMIDDLE-z\"", true)]
    [InlineData("too short to be looked for", "requestParameters.roleName: abc", "\"roleName\":\"abc\"", true)]
    [InlineData("where the rule cares for case", "requestParameters.roleName|cased: Restorer", "\"roleName\":\"restorer\"", false)]
    [InlineData("as a number for digits", "requestParameters.count: '12345'", "\"count\":1.2345e4", true)]
    [InlineData("as a number for a number", "requestParameters.count: 12345", "\"count\":12345.0", true)]
    [InlineData("as a boolean for its name", "requestParameters.on: 'true'", "\"on\":true", true)]
    [InlineData(
        "in a list of objects",
        "requestParameters.items.name: restorer",
        "\"items\":[{\"name\":\"a\"},{\"name\":\"restorer\"}]",
        true
    )]
    [InlineData("where the rule wants it not to be", "requestParameters.roleName|neq: restorer", "\"roleName\":\"app\"", true)]
    [InlineData("where a field may also be missing", "requestParameters.roleName: null", "\"x\":\"bedrock\"", true)]
    [InlineData(
        "with a slash, which may be escaped",
        "requestParameters.arn|contains: role/app",
        "\"arn\":\"arn:aws:iam::1:role\\/app\"",
        true
    )]
    [InlineData("with a quotation mark", "requestParameters.arn: 'say \"hello\"'", "\"arn\":\"say \\\"hello\\\"\"", true)]
    [InlineData("for a regular expression", "requestParameters.roleName|re: 'rest.*er'", "\"roleName\":\"restorer\"", true)]
    [InlineData(
        "for another field's value",
        "requestParameters.roleName|fieldref: requestParameters.other",
        "\"roleName\":\"a\",\"other\":\"a\"",
        true
    )]
    public void A_record_writes_what_a_rule_needs(string how, string item, string parameters, bool matches)
    {
        foreach (var named in (string[])["eventName: PutRolePolicy\n    ", ""])
        {
            var rule =
                $"title: T\nlogsource: {{product: aws, service: cloudtrail}}\nlevel: low\ndetection:\n  s:\n    {named}"
                + $"{item}\n  condition: s\n";
            var record = $$$"""
                {"eventSource":"iam.amazonaws.com","eventName":"PutRolePolicy","eventID":"e","eventTime":"2026-11-20T10:15:30Z",
                "requestParameters":{{{{parameters}}}}}
                """;
            using var folder = new LogFolder();
            folder.AddRecords("1.json.gz", [record]);

            var (findings, report) = folder.Hunt(rule);

            Assert.Empty(report.Faults);
            Assert.True(
                matches == new SigmaEvaluator(SigmaRule.Parse(rule, "t.yml")).Match(JsonDocument.Parse(record).RootElement).IsMatch,
                how
            );
            Assert.True(matches == (findings.Count == 1), how);
        }
    }

    [Fact]
    public void What_one_rule_needs_does_not_hide_what_another_finds()
    {
        using var folder = new LogFolder();
        folder.AddRecords(
            "1.json.gz",
            [
                """
                {"eventSource":"iam.amazonaws.com","eventName":"PutRolePolicy","eventID":"e","eventTime":"2026-11-20T10:15:30Z",
                "errorCode":"AccessDenied"}
                """,
            ]
        );

        var (findings, _) = folder.Hunt(
            new HuntRules(
                [Detection("wants", Role), Detection("denied", "errorCode: AccessDenied"), Detection("any", "errorMessage: null")],
                []
            )
        );

        Assert.Equal(["denied", "any"], findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("bedrock.amazonaws.com", true)]
    [InlineData("Bedrock.AmazonAWS.com", true)]
    [InlineData("bedrock.amazon\\u0061ws.com", true)]
    [InlineData("iam.amazonaws.com", false)]
    [InlineData("bedrock.amazonaws.com.cn", false)]
    public void A_rule_of_a_source_alone_finds_what_that_source_records(string source, bool matches)
    {
        using var folder = new LogFolder();
        folder.AddRecords(
            "1.json.gz",
            [$$"""{"eventSource":"{{source}}","eventName":"Whatever","eventTime":"2026-11-20T10:15:30Z","userAgent":"someone"}"""]
        );

        var (findings, _) = folder.Hunt(
            "title: T\nlogsource: {product: aws, service: cloudtrail}\nlevel: low\ndetection:\n  s:\n    eventSource: "
                + "bedrock.amazonaws.com\n  condition: s\n"
        );

        Assert.Equal(matches ? 1 : 0, findings.Count);
    }

    [Fact]
    public void Wherever_a_text_stands_it_is_found()
    {
        using var folder = new LogFolder();
        var pads = Enumerable.Range(0, 80).Select(length => new string('b', length)).ToArray();
        folder.AddRecords(
            "1.json.gz",
            [.. pads.Select(pad => Record(pad, "bedrock-defense-x", "")), .. pads.Select(pad => Record("", "bedrock-defense-x", pad))]
        );

        Assert.Equal(pads.Length * 2, folder.Hunt(new HuntRules([Detection("role", Role)], [])).Findings.Count);

        static string Record(string before, string name, string after) =>
            $$$"""
                {"eventSource":"iam.amazonaws.com","eventName":"PutRolePolicy","a":"{{{before}}}",
                "requestParameters":{"roleName":"{{{name}}}"},"eventTime":"2026-11-20T10:15:30Z","z":"{{{after}}}"}
                """;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(300)]
    public void However_many_texts_a_rule_needs_one_of_each_is_found_and_none_that_only_begins_the_same(int count)
    {
        using var folder = new LogFolder();
        string[] names = [.. Enumerable.Range(0, count).Select(number => $"{"aqZ0-"[number % 5]}{number * 7919 % 100_003:x5}-role")];
        folder.AddRecords(
            "1.json.gz",
            names.SelectMany(name => (string[])[Record(name.ToUpperInvariant()), Record($"{name[..^1]}_"), Record($"x{name[1..]}")])
        );

        var (findings, _) = folder.Hunt(
            new HuntRules([Detection("names", $"requestParameters.roleName: [{string.Join(", ", names.Select(name => $"'{name}'"))}]")], [])
        );

        Assert.Equal(names.Select(name => name.ToUpperInvariant()), findings.Select(finding => finding.Event.EventId));

        static string Record(string name) =>
            $$$"""
                {"eventSource":"iam.amazonaws.com","eventName":"PutRolePolicy","eventID":"{{{name}}}",
                "requestParameters":{"roleName":"{{{name}}}"},"eventTime":"2026-11-20T10:15:30Z"}
                """;
    }

    private static Detection Detection(string id, string item) =>
        new(
            id,
            SigmaRule.Parse(
                "title: T\nlogsource: {product: aws, service: cloudtrail}\nlevel: low\ndetection:\n  s:\n    eventName: "
                    + $"PutRolePolicy\n    {item}\n  condition: s\n",
                "t.yml"
            )
        );
}
