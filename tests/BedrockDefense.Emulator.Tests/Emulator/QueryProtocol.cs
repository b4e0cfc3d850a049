using System.Xml.Linq;

namespace BedrockDefense.Emulator.Tests.Emulator;

/// <summary>The wire protocol of the services that take a form and answer in XML.</summary>
internal static class QueryProtocol
{
    /// <summary>Calls an operation of a service; lists are members numbered from 1.</summary>
    public static async Task<XElement> QueryAsync(
        this AwsAccount account, string service, string region, string operation, params (string Name, string Value)[] input)
    {
        var version = service switch
        {
            "cloudformation" => "2010-05-15",
            "iam" => "2010-05-08",
            _ => throw new NotSupportedException($"{service} is not called by a form here"),
        };
        using var content = new FormUrlEncodedContent(
            input.Append(("Action", operation)).Append(("Version", version)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return XElement.Parse(await account.SendAsync(service, region, operation, content));
    }

    /// <summary>The text of the first element of this name; every service has a namespace of its own.</summary>
    public static string Text(this XElement answer, string name) => answer.Descendants().First(element => element.Name.LocalName == name).Value;
}
