using System.Text.Json;
using System.Text.Json.Serialization;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
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
                output.WriteLine(JUnitReport.Of(Checks(report)));
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

    private static CheckReport Checks(IntegrityReport report) =>
        new(
            "verify-logs",
            [
                .. report.Findings.Select(finding =>
                    Result(
                        finding.File.Length == 0 ? "archive" : finding.File,
                        Name(finding.Problem),
                        finding.Reason,
                        isUnseen: finding.Problem == IntegrityProblem.NotChecked
                    )
                ),
                .. report.IsPartial
                    ? [Result("archive", "INTERRUPTED", IntegrityTable.Summary(report), isUnseen: true)]
                    : (CheckResult[])[],
            ],
            ExitCode.Success
        )
        {
            Checked = report.NamedLogFiles + report.Chains.Sum(chain => chain.Digests),
            Remarks = [.. IntegrityTable.Facts(report)],
        };

    private static CheckResult Result(string name, string kind, string text, bool isUnseen) =>
        new(kind, CheckLevel.Error, "verify-logs", name, text) { IsUnseen = isUnseen };
}
