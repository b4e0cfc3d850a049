using System.Xml.Linq;

namespace BedrockDefense.Live.Clients;

/// <summary>The wire protocol of the services with form requests and XML answers.</summary>
public static class QueryProtocol
{
    /// <summary>Calls an operation of a service.</summary>
    /// <param name="account">The calling account.</param>
    /// <param name="service">The service.</param>
    /// <param name="region">The Region.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="input">The fields; those without a value are left out. Lists are members numbered from 1.</param>
    public static async Task<XElement> QueryAsync(
        this IAwsApi account,
        string service,
        string region,
        string operation,
        params IEnumerable<(string Name, string? Value)> input
    )
    {
        var version = service switch
        {
            "cloudformation" => "2010-05-15",
            "ec2" => "2016-11-15",
            "iam" => "2010-05-08",
            "monitoring" => "2010-08-01",
            "sns" => "2010-03-31",
            "sts" => "2011-06-15",
            _ => throw new NotSupportedException($"{service} is not called by a form here"),
        };
        var form = string.Join(
            '&',
            input
                .Append(("Action", operation))
                .Append(("Version", version))
                .Where(field => field.Item2 is not null)
                .Select(field => $"{Uri.EscapeDataString(field.Item1)}={Uri.EscapeDataString(field.Item2!)}")
        );
        return await account
            .XmlAsync(
                new AwsCall(service, region, operation, HttpMethod.Post, "/", new AwsContent(form, "application/x-www-form-urlencoded"))
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the text of the first element with this name, which must exist. Every service has its own namespace, so namespaces are
    /// ignored.
    /// </summary>
    public static string Text(this XElement answer, string name) =>
        answer.Descendants().First(element => element.Name.LocalName == name).Value;

    /// <summary>Finds the first element with this name; null when there is none.</summary>
    public static XElement? Find(this XElement answer, string name) =>
        answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name);

    /// <summary>Numbers a list as the protocol does.</summary>
    public static IEnumerable<(string, string?)> Members(string name, IEnumerable<string> values) =>
        values.Select((value, index) => ($"{name}.member.{index + 1}", (string?)value));

    /// <summary>Numbers a map as the protocol does.</summary>
    public static IEnumerable<(string, string?)> Entries(string name, IEnumerable<(string Key, string? Value)> entries) =>
        entries
            .Where(entry => entry.Value is not null)
            .SelectMany(
                (entry, index) =>
                    new (string, string?)[]
                    {
                        ($"{name}.entry.{index + 1}.key", entry.Key),
                        ($"{name}.entry.{index + 1}.value", entry.Value),
                    }
            );
}
