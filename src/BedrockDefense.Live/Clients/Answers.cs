using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace BedrockDefense.Live.Clients;

/// <summary>Parses the answers to calls. An answer in another form than its protocol's is an error of that call.</summary>
internal static class Answers
{
    /// <summary>Sends a call and parses its answer as a JSON object; an empty answer is an empty object.</summary>
    /// <exception cref="AwsException">The call was refused, not answered, or answered with something else.</exception>
    public static async Task<JsonObject> JsonAsync(this IAwsApi account, AwsCall call)
    {
        var body = await account.SendAsync(call).ConfigureAwait(false);
        try
        {
            return body is "" or "null" ? [] : JsonNode.Parse(body) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw NotUnderstood(account, call, "JSON", exception);
        }
    }

    /// <summary>Sends a call and parses its answer as XML.</summary>
    /// <exception cref="AwsException">The call was refused, not answered, or answered with something else.</exception>
    public static async Task<XElement> XmlAsync(this IAwsApi account, AwsCall call)
    {
        var body = await account.SendAsync(call).ConfigureAwait(false);
        try
        {
            return Xml(body);
        }
        catch (XmlException exception)
        {
            throw NotUnderstood(account, call, "XML", exception);
        }
    }

    /// <summary>Parses XML without a document type, which no service sends and which could name other files.</summary>
    /// <exception cref="XmlException">It is no XML.</exception>
    private static XElement Xml(string body)
    {
        using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static AwsException NotUnderstood(IAwsApi account, AwsCall call, string form, Exception exception) =>
        new(call.Operation, account.Id, call.Region, $"the answer is not the expected {form}: {exception.Message}");
}
