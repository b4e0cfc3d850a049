using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace BedrockDefense.Live.Clients;

/// <summary>
/// The body of an answer that refuses a call, as a line for people. Services write the name of the error and their message in JSON or in
/// XML, and a proxy on the way writes a page of HTML.
/// </summary>
internal static partial class ErrorBody
{
    private const int LongestShown = 600;

    private static readonly string[] JsonMessages = ["message", "Message", "errorMessage"];

    /// <summary>Returns the error's name and the service's message, or the body itself where it is of another form.</summary>
    /// <param name="body">The body.</param>
    /// <param name="code">The error's name; empty where nobody told it.</param>
    public static string Describe(string body, string code)
    {
        var message = MessageOf(body);
        return Line(
            string.IsNullOrWhiteSpace(message) ? body
            : code.Length == 0 ? message
            : $"{code}: {message}"
        );
    }

    /// <summary>Returns a text as one line of bounded length, without the tags of a page.</summary>
    public static string Line(string text)
    {
        var line = Spaces()
            .Replace(text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? Tags().Replace(text, " ") : text, " ")
            .Trim();
        return line.Length <= LongestShown ? line : $"{line[..LongestShown]}...";
    }

    private static string? MessageOf(string body)
    {
        try
        {
            return body.TrimStart() is var start && start.StartsWith('{') ? JsonMessageOf(body)
                : start.StartsWith('<') ? XmlMessageOf(body)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or XmlException or ArgumentException or InvalidOperationException)
        {
            // A body that is cut off, or only looks like JSON or XML, is shown as it is.
            return null;
        }
    }

    private static string? JsonMessageOf(string body) =>
        JsonNode.Parse(body) is JsonObject told
            ? JsonMessages.Select(name => told[name]).OfType<JsonValue>().Select(value => value.ToString()).FirstOrDefault()
            : null;

    // Only an error has a Code beside the Message.
    private static string? XmlMessageOf(string body)
    {
        using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement
            .Load(reader)
            .DescendantsAndSelf()
            .Where(element => element.Elements().Any(child => child.Name.LocalName == "Code"))
            .SelectMany(error => error.Elements())
            .FirstOrDefault(child => child.Name.LocalName == "Message")
            ?.Value;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
