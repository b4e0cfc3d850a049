using System.Xml.Linq;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>
/// Writes a report in the form of JUnit, which most CI systems show. What is wrong is a failure, and what could not be seen or
/// run is an error. The characters that XML cannot hold are shown as escapes.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Returns the report as a test suite.</summary>
    public static XElement Of(CheckReport report) =>
        new(
            "testsuite",
            new XAttribute("name", $"bedrock-defense {report.Verb}"),
            new XAttribute("tests", Math.Max(report.Checked, report.Results.Count + report.Passed.Count + report.NotRun.Count)),
            new XAttribute("failures", report.Results.Count(result => !result.IsUnseen)),
            new XAttribute("errors", report.Results.Count(result => result.IsUnseen) + report.NotRun.Count),
            report.NotRun.Select(reason =>
                Case(report.Verb, "run", new XElement("error", new XAttribute("type", "NOT RUN"), Lines(reason)))
            ),
            report.Results.Select(result =>
                Case(
                    result.Group,
                    result.Name,
                    new XElement(result.IsUnseen ? "error" : "failure", new XAttribute("type", result.Kind), Lines(result.Text))
                )
            ),
            report.Passed.Select(passed => Case(passed.Group, passed.Name)),
            report.Remarks.Count == 0 ? null : new XElement("system-out", string.Join('\n', report.Remarks.Select(Lines)))
        );

    private static XElement Case(string group, string name, XElement? outcome = null) =>
        new("testcase", new XAttribute("classname", VisibleText.Of(group)), new XAttribute("name", VisibleText.Of(name)), outcome);

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => VisibleText.Of(line)));
}
