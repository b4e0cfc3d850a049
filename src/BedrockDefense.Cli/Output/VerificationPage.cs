using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// Writes what a verification found as one page for people: no script, nothing from a network, for screens in the dark or in the light and
/// for paper. The XML writer escapes every text; the page's own policy forbids a browser all but its style.
/// </summary>
internal static class VerificationPage
{
    private const string Name = "bedrock-defense verify";

    private static readonly string[] Columns = ["Kind", "What and where", "Declared and found", "Mend with"];

    // A single line, since its hash must not depend on line endings, and without characters that XML escapes.
    private static readonly string Style = string.Concat(
        ":root{color-scheme:light dark;--line:#d0d7de;--soft:#59636e;--bad:#b3261e;--odd:#7a5200;--good:#1a6b34}",
        "@media(prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#9da7b1;--bad:#ff8a80;--odd:#f2b84b;--good:#6fd08c}}",
        "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}",
        "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid var(--line)}",
        "table{border-collapse:collapse;width:100%}",
        "th,td{border-bottom:1px solid var(--line);padding:.5rem;text-align:left;vertical-align:top}",
        "td{overflow-wrap:anywhere}td:first-child{white-space:nowrap;font-weight:600}",
        "code{font:.85rem/1.45 ui-monospace,monospace;display:block;white-space:pre-wrap}",
        ".soft{color:var(--soft)}.bad{color:var(--bad)}.odd{color:var(--odd)}.good{color:var(--good)}",
        "@media screen and (max-width:44rem){thead{display:none}table,tbody,tr,td{display:block}tr{border-bottom:1px solid var(--line);",
        "padding:.75rem 0}td{border:0;padding:.2rem 0}td::before{content:attr(data-title);display:block;font:.75rem system-ui,sans-serif;",
        "color:var(--soft)}}",
        "@media print{body{font-size:10pt;max-width:none;margin:0}tr{break-inside:avoid}thead{display:table-header-group}}"
    );

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="time">When the verification ended.</param>
    public static string Of(VerificationReport report, DateTimeOffset time)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                Meta("charset", "utf-8"),
                new XElement(
                    "meta",
                    new XAttribute("http-equiv", "Content-Security-Policy"),
                    new XAttribute("content", $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
                ),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "referrer"), new XAttribute("content", "no-referrer")),
                new XElement("title", Name),
                new XElement("style", Style)
            ),
            new XElement(
                "body",
                new XElement("h1", Name),
                new XElement(
                    "p",
                    Class("soft"),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, version {CommandLine.Version}"
                    )
                ),
                new XElement("p", new XElement("strong", Class(VerdictClass(report)), VerificationOutput.Summary(report))),
                Deviations(report.Deviations),
                List("Facts", report.Facts),
                List("Not checked", report.NotChecked)
            )
        );
        return $"<!DOCTYPE html>\n{page}";
    }

    private static XElement[] Deviations(IReadOnlyList<Deviation> deviations) =>
        deviations.Count == 0
            ? []
            :
            [
                new XElement("h2", "Deviations"),
                new XElement(
                    "table",
                    new XElement(
                        "thead",
                        new XElement("tr", Columns.Select(title => new XElement("th", new XAttribute("scope", "col"), title)))
                    ),
                    new XElement("tbody", VerificationOutput.Alike(deviations).Select(Row))
                ),
            ];

    private static XElement Row(IReadOnlyList<Deviation> alike)
    {
        var first = alike[0];
        var details = VerificationOutput.Details(first).ToList();
        return new XElement(
            "tr",
            Cell(0, Class(first.Kind == DeviationKind.Unseen ? "odd" : "bad"), first.Kind.ToString()),
            Cell(
                1,
                VerificationOutput.Title(first),
                alike.Count == 1
                    ? null
                    : new XElement(
                        "p",
                        Class("soft"),
                        $"and {alike.Count - 1} more: {VisibleText.Of(VerificationOutput.Places(alike.Skip(1)))}"
                    )
            ),
            Cell(2, details.SkipLast(1).Select(line => new XElement("code", line))),
            Cell(3, new XElement("code", VerificationOutput.Remedy(first)))
        );
    }

    // Where the page is narrow, each cell stands below the one before, with the title of its column.
    private static XElement Cell(int column, params object?[] content) => new("td", new XAttribute("data-title", Columns[column]), content);

    private static XElement[] List(string title, IReadOnlyList<string> sentences) =>
        sentences.Count == 0
            ? []
            : [new XElement("h2", title), new XElement("ul", sentences.Select(one => new XElement("li", VisibleText.Of(one))))];

    private static string VerdictClass(VerificationReport report) =>
        !report.IsAsDeclared ? "bad"
        : report.IsComplete ? "good"
        : "odd";

    private static XAttribute Class(string name) => new("class", name);

    private static XElement Meta(string name, string value) => new("meta", new XAttribute(name, value));
}
