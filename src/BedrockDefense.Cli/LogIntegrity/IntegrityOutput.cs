using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using BedrockDefense.Cli.Output;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>Writes what was found out about the files of an archive.</summary>
internal static class IntegrityOutput
{
    /// <summary>All formats; the first is the default.</summary>
    public static readonly string[] Formats = ["table", "json", "junit"];

    // The framework's escapes keep the answer in ASCII, whatever the names of files hold.
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public static void Write(IntegrityReport report, string format)
    {
        using var output = new BufferedOutput(Console.Out);
        switch (format)
        {
            case "json":
                output.WriteLine(JsonSerializer.Serialize(report, Json));
                break;
            case "junit":
                output.WriteLine(JUnit(report));
                break;
            default:
                IntegrityTable.Write(report, output);
                break;
        }
    }

    /// <summary>Returns the name of a problem as people read it.</summary>
    public static string Name(IntegrityProblem problem) =>
        problem switch
        {
            IntegrityProblem.NotChecked => "NOT CHECKED",
            IntegrityProblem.BadSignature => "BAD SIGNATURE",
            _ => $"{problem}".ToUpperInvariant(),
        };

    // The characters that XML cannot hold are shown as escapes.
    private static XElement JUnit(IntegrityReport report) =>
        new(
            "testsuite",
            new XAttribute("name", "bedrock-defense verify-logs"),
            new XAttribute("tests", Math.Max(report.Findings.Count, report.NamedLogFiles + report.Chains.Sum(chain => chain.Digests))),
            new XAttribute("failures", report.Findings.Count(finding => finding.Problem != IntegrityProblem.NotChecked)),
            new XAttribute(
                "errors",
                report.Findings.Count(finding => finding.Problem == IntegrityProblem.NotChecked) + (report.IsPartial ? 1 : 0)
            ),
            report.Findings.Select(finding =>
                Case(
                    finding.File.Length == 0 ? "archive" : VisibleText.Of(finding.File),
                    finding.Problem == IntegrityProblem.NotChecked ? "error" : "failure",
                    Name(finding.Problem),
                    VisibleText.Of(finding.Reason)
                )
            ),
            report.IsPartial ? Case("archive", "error", "INTERRUPTED", IntegrityTable.Summary(report)) : null,
            new XElement("system-out", string.Join('\n', IntegrityTable.Facts(report)))
        );

    private static XElement Case(string name, string kind, string type, string text) =>
        new(
            "testcase",
            new XAttribute("classname", "verify-logs"),
            new XAttribute("name", name),
            new XElement(kind, new XAttribute("type", type), text)
        );
}
