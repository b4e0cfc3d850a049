using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Athena;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Athena;

/// <summary>Tests what the compiler refuses, and that a text of a rule always stays a text in SQL.</summary>
public sealed partial class AthenaCompilerTests
{
    /// <summary>Texts that would end a literal, a comment, a path or a pattern if they were not escaped.</summary>
    private static readonly string[] HostileTexts =
    [
        "'",
        "''",
        "' OR 1=1 --",
        "'; DROP TABLE cloudtrail; --",
        "\\",
        "\\'",
        "a\\\\'b",
        "--",
        "/*",
        "*/",
        "\"",
        "\"]",
        "$[\"x\"]",
        "%",
        "_",
        "a%b",
        "a_b",
        "\n",
        "\r\n' OR TRUE --",
        "\u2028",
        "\u0085",
        "\u202E",
        "\u200B",
        "\u0001",
        "😀",
        "naïve",
        "chr(39)",
        "' || chr(39) || '",
        "U&'\\0027'",
        "${x}",
        "{0}",
        "K",
        "\u212A",
        "ſ",
        "ı",
        "İ",
        "ß",
        "ẞ",
        "ς",
        "σ",
        "Σ",
        "ǅ",
        "é",
        "e\u0301",
    ];

    public static TheoryData<string> Refusals => [.. RefusalCases().Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_SQL_cannot_say_exactly_is_refused_with_every_reason(string name)
    {
        var one = RefusalCases().Single(candidate => candidate.GetProperty("name").GetString() == name);

        var refusal = Assert.Throws<NotSupportedByAthenaException>(() => AthenaCompiler.Compile(SigmaCases.RuleOf(one)));

        SigmaCases.AssertFaults(one.Texts("reasons"), refusal);
    }

    [Fact]
    public void Another_log_is_refused()
    {
        var rule = SigmaRule.Parse(
            "title: T\nlogsource:\n  product: windows\ndetection:\n  a:\n    eventName: b\n  condition: a\n",
            "rule.yml"
        );

        SigmaCases.AssertFaults(
            ["only rules with logsource product aws and service cloudtrail can be compiled to Athena"],
            Assert.Throws<NotSupportedByAthenaException>(() => AthenaCompiler.Compile(rule))
        );
    }

    [Fact]
    public void A_statement_longer_than_Athena_takes_is_refused()
    {
        var rule = Rule($"eventName: {new string('é', 25_000)}");

        SigmaCases.AssertFaults(["the statement has "], Assert.Throws<NotSupportedByAthenaException>(() => AthenaCompiler.Compile(rule)));
    }

    [Theory]
    [InlineData("userAgent", "")]
    [InlineData("userAgent", "|cased")]
    [InlineData("userAgent", "|contains")]
    [InlineData("userAgent", "|startswith|cased")]
    [InlineData("requestParameters.x", "")]
    [InlineData("requestParameters.x", "|endswith")]
    [InlineData("requestParameters.loggingConfig.s3Config.bucketName", "|contains|cased")]
    public void Hostile_text_finds_itself_and_what_the_evaluator_finds_and_nothing_else(string field, string modifiers)
    {
        JsonElement[] records = [.. HostileTexts.SelectMany(text => new[] { text, $"a{text}b" }).Select(text => Record(field, text))];
        using var database = new TrailDatabase(records);

        foreach (var text in HostileTexts)
        {
            // JSON is YAML. In Sigma a backslash escapes a wildcard or itself.
            var written = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
            var rule = Rule($"{field}{modifiers}: {JsonSerializer.Serialize(written)}");
            var evaluator = new SigmaEvaluator(rule);
            int[] expected = [.. Enumerable.Range(0, records.Length).Where(number => evaluator.Match(records[number]).IsMatch)];

            Assert.NotEmpty(expected);
            var sql = AthenaCompiler.Compile(rule).Sql;
            Assert.True(expected.SequenceEqual(database.Find(sql).Order()), $"{VisibleText.Quote(text)}\n{sql}");
        }
    }

    [Fact]
    public void Whatever_the_rule_says_the_statement_is_printable_and_has_one_statement_outside_of_its_literals()
    {
        foreach (var text in HostileTexts)
        {
            var yaml =
                $"title: {JsonSerializer.Serialize("T " + text)}\nlogsource:\n  product: aws\n  service: cloudtrail\n"
                + $"detection:\n  a:\n    eventName: {JsonSerializer.Serialize(text)}\n    requestParameters.n|contains: "
                + $"{JsonSerializer.Serialize(text)}\n  condition: a\n";

            var sql = AthenaCompiler.Compile(SigmaRule.Parse(yaml, "rule.yml")).Sql;

            Assert.DoesNotMatch("[^\\x20-\\x7E\\n]", Comment().Replace(sql, ""));
            var skeleton = QuotedText().Replace(Comment().Replace(sql, ""), "");
            Assert.DoesNotMatch("[;'\"\\\\]|--|/\\*|DROP|OR TRUE", skeleton);
            Assert.Equal(2, sql.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Count());
        }
    }

    [Fact]
    public void The_gate_comes_before_everything_dearer()
    {
        var sql = AthenaCompiler.Compile(DetectionCaseFile.Load("bedrock-logging-weakened").Rule).Sql;

        var gate = sql[sql.IndexOf("WHERE day >=", StringComparison.Ordinal)..sql.IndexOf("\n)", StringComparison.Ordinal)];
        Assert.Contains("IN ('bedrock.amazonaws.com')", gate, StringComparison.Ordinal);
        Assert.Contains("IN ('putmodelinvocationloggingconfiguration')", gate, StringComparison.Ordinal);
        Assert.DoesNotContain("json", gate, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_taken_out_once_however_often_it_is_tested()
    {
        var sql = AthenaCompiler.Compile(Rule("requestParameters.x|contains|all: [a, b, c]")).Sql;

        Assert.Equal(2, sql.Split("json_extract(requestparameters").Length);
        Assert.Contains("-- field_1: requestParameters.x\n", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("field_2", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a or b) and c", true)]
    [InlineData("a or c", false)]
    [InlineData("not a", false)]
    public void The_gate_is_there_only_where_every_way_to_match_needs_it(string condition, bool gated)
    {
        var rule = SigmaRule.Parse(
            "title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  a:\n    eventName: x\n  b:\n    "
                + $"eventName: y\n  c:\n    errorCode: z\n  condition: {condition}\n",
            "rule.yml"
        );

        Assert.Equal(gated, AthenaCompiler.Compile(rule).Sql.Contains("AND translate(eventname, ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_scope_names_the_table_and_the_days() =>
        Assert.Contains(
            "FROM hunts.events\n  WHERE day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')",
            AthenaCompiler.Compile(Rule("eventName: x"), new AthenaScope("hunts", "events", 7)).Sql,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_statement_looks_one_day_back_unless_the_scope_says_otherwise() =>
        Assert.Contains(
            "WHERE day >= date_format(current_date - INTERVAL '1' DAY, '%Y/%m/%d')",
            AthenaCompiler.Compile(Rule("eventName: x")).Sql,
            StringComparison.Ordinal
        );

    private static SigmaRule Rule(string item) =>
        SigmaRule.Parse(
            $"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  a:\n    {item}\n  condition: a\n",
            "rule.yml"
        );

    private static JsonElement Record(string field, string text)
    {
        object value = text;
        foreach (var name in field.Split('.').Reverse())
        {
            value = new Dictionary<string, object> { [name] = value };
        }

        return JsonSerializer.SerializeToElement(value);
    }

    private static JsonElement[] RefusalCases() =>
        [.. JsonDocument.Parse(Repository.Case("athena/refusals.json")).RootElement.GetProperty("cases").EnumerateArray()];

    [GeneratedRegex("^ *--[^\\n]*\\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("'(?:[^']|'')*'|\"[^\"]*\"")]
    private static partial Regex QuotedText();
}
