using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using BedrockDefense.Cli.Reporting.Model;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.FileProviders;

namespace BedrockDefense.Cli.Reporting.Page;

/// <summary>
/// Writes a report as one page: no script, nothing from a network, for screens in the dark or in the light and for paper.
/// The template engine escapes every text; the page's own policy forbids a browser all but its style.
/// </summary>
internal static class ReportPage
{
    private static readonly EmbeddedFileProvider Files = new(typeof(ReportPage).Assembly, typeof(ReportPage).Namespace);

    // A browser turns the ends of lines into this one before it takes the hash.
    private static readonly string Style = Read("page.css").ReplaceLineEndings("\n");

    /// <summary>Writes the page.</summary>
    public static string Of(Report report)
    {
        var template = new FluidParser().Parse(Read("page.liquid"));
        var context = new TemplateContext(Options());
        context.SetValue("report", report);
        context.SetValue("style", Style);
        context.SetValue("styleHash", Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))));
        return template.Render(context, HtmlEncoder.Default);
    }

    private static TemplateOptions Options()
    {
        var options = new TemplateOptions
        {
            FileProvider = Files,
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
            MaxSteps = 0,
        };
        options.ValueConverters.Add(value =>
            value switch
            {
                string text => new StringValue(Visible(text)),
                Tone tone => new StringValue(tone.ToString().ToLowerInvariant()),
                _ => null,
            }
        );
        return options;
    }

    // The style is no text of an event, and stays as it is: it has no character that this would change but its line ends.
    private static string Visible(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => VisibleText.Of(line)));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Files.GetFileInfo(name).CreateReadStream());
        return reader.ReadToEnd();
    }
}
