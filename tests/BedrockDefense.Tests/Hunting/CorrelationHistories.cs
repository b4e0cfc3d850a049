using System.Globalization;
using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Correlations of rules that are called as the events they match, and histories of groups for them.</summary>
internal static class CorrelationHistories
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A hunt that groups by <c>awsRegion</c>; its rules are written in the order of the alphabet.</summary>
    /// <param name="correlation">The correlation without its group.</param>
    /// <param name="until">The rule that ends it, or nothing.</param>
    public static Hunt Hunt(string correlation, string until)
    {
        var rules = correlation.Split("rules: [")[1].Split(']')[0].Split(", ");
        var documents = rules
            .Append(until)
            .Where(name => name.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name =>
                $"---\ntitle: T\nname: {name}\nlogsource: {{product: aws, service: cloudtrail}}\ndetection: {{selection: "
                + $"{{eventName: {name}}}, condition: selection}}\n"
            );
        return BedrockDefense.Catalog.Hunt.Parse(
            "t",
            $"title: T\nlevel: high\n{(until.Length == 0 ? "" : $"until: {until}\n")}correlation: {{{correlation}, "
                + $"group-by: [awsRegion]}}\n{string.Concat(documents)}",
            "t.yml"
        );
    }

    /// <summary>Few events of few seconds: most share theirs with others.</summary>
    public static OracleEvent[] Random(Random random, int most, int seconds, string names) =>
        [
            .. Enumerable
                .Range(0, random.Next(1, most + 1))
                .Select(number => new OracleEvent(
                    random.Next(seconds),
                    names[random.Next(names.Length)].ToString(),
                    $"e{random.Next(1_000):D3}-{number:D2}",
                    $"v{random.Next(3)}"
                )),
        ];

    /// <param name="one">The event.</param>
    /// <param name="group">Its group.</param>
    /// <param name="principal">How long the name is of who called.</param>
    public static string Record(OracleEvent one, string group, int principal = 1) =>
        $$"""
            {"eventSource":"x.amazonaws.com","eventName":"{{one.Rule}}","eventTime":"{{Time(one.Second)}}","eventID":"{{group}}/{{one.Id}}",
            "awsRegion":"{{group}}","sourceIPAddress":"{{one.Value}}","userIdentity":{"arn":"{{new string('p', principal)}}"} }
            """;

    public static string Time(int second) => Start.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
