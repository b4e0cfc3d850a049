using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Models;

/// <summary>Reads requests of the protocols whose members are in the path, the query, headers, and a body of JSON or XML.</summary>
internal sealed class RestDecoder(ServiceModel model, ApiCall call)
{
    private readonly List<(string Name, string Value)> _query = Query(call.Path);
    private readonly WireValues _values = new(model);

    /// <summary>Decodes the call in a request; null when no operation has such a method and path.</summary>
    public DecodedCall? Decode()
    {
        var path = call.Path.Split('?')[0];
        var found = model
            .Operations.Select(operation => (operation.Key, operation.Value, Address: Address(operation.Value)))
            .Where(one =>
                one.Value["http"]!["method"]!.GetValue<string>() == call.Method.Method && one.Address.Constants.All(_query.Contains)
            )
            .Select(one =>
                (
                    Operation: one.Key,
                    one.Address,
                    Match: one.Address.Path.Match(path),
                    IsOld: one.Value["deprecated"]?.GetValue<bool>() ?? false
                )
            )
            .Where(one => one.Match.Success)
            // The most specific operation wins. Of two operations at the same address, it is the one that is not deprecated.
            .OrderByDescending(one => one.Address.Constants.Count)
            .ThenBy(one => one.Match.Groups.Count)
            .ThenBy(one => one.IsOld)
            .Select(one => ((string, List<(string, string)>, Match)?)(one.Operation, one.Address.Constants, one.Match))
            .FirstOrDefault();
        return found is var (operation, constants, match) ? Read(operation, constants, match) : null;
    }

    private DecodedCall Read(string operation, List<(string, string)> constants, Match path)
    {
        var read = new DecodedCall(model, operation);
        var shape = model.InputOf(operation);
        List<(string Name, string Value)> query = [.. _query.Except(constants)];
        List<(string Name, string Value)> headers = [.. call.Headers];
        foreach (var member in shape?.Members.Values ?? [])
        {
            var inner = model.Of(member);
            switch (member.Location)
            {
                case "uri" when path.Groups[Group(member.WireName)] is { Success: true } part:
                    read.Input[member.Name] = WireValues.FromText(inner, Uri.UnescapeDataString(part.Value));
                    break;
                case "querystring" when query.Where(one => one.Name == member.WireName).ToList() is { Count: > 0 } given:
                    read.Input[member.Name] =
                        inner.Type == "list"
                            ? given.Select(one => (object?)WireValues.FromText(model.Of(inner.Element!), one.Value)).ToList()
                            : WireValues.FromText(inner, given[^1].Value);
                    query.RemoveAll(given.Contains);
                    break;
                case "header"
                    when headers.Where(one => one.Name.Equals(member.WireName, StringComparison.OrdinalIgnoreCase)).ToList()
                        is { Count: > 0 } given:
                    read.Input[member.Name] = WireValues.FromText(inner, given[^1].Value, "rfc822");
                    headers.RemoveAll(given.Contains);
                    break;
            }
        }

        read.WireFaults.AddRange(query.Select(one => new Violation(one.Name, "unknown-member", one.Value, "no such query parameter")));
        read.WireFaults.AddRange(headers.Select(one => new Violation(one.Name, "unknown-member", one.Value, "no such header")));
        ReadBody(read, shape);
        return read;
    }

    private void ReadBody(DecodedCall read, Shape? shape)
    {
        var inBody = (shape?.Members.Values ?? []).Where(member => member.Location is null).ToList();
        var payload = shape?.Payload is { } name ? shape.Members[name] : null;
        if (call.Body.Length == 0)
        {
            return;
        }

        if (payload is not null && model.Of(payload).Type is "blob" or "string")
        {
            read.Input[payload!.Name] = model.Of(payload).Type == "string" ? call.Body : Encoding.UTF8.GetBytes(call.Body);
        }
        else if (inBody.Count == 0)
        {
            read.WireFaults.AddRange(
                call.Body.Trim() == "{}" ? [] : [new Violation("<body>", "unknown-member", call.Body, $"{read.Operation} has no body")]
            );
        }
        else if (model.Metadata["protocol"]!.GetValue<string>() == "rest-json")
        {
            var json = JsonNode.Parse(call.Body);
            if (payload is not null)
            {
                read.Input[payload.Name] = _values.FromJson(model.Of(payload), json);
                return;
            }

            // Members of the path and the query do not count as members of the body, even when their names are the same.
            var wire = inBody.ToDictionary(member => member.WireName);
            foreach (var (key, value) in json!.AsObject())
            {
                if (wire.TryGetValue(key, out var member))
                {
                    read.Input[member.Name] = _values.FromJson(model.Of(member), value);
                }
                else
                {
                    read.WireFaults.Add(
                        new Violation(
                            key,
                            "unknown-member",
                            WireValues.FromUntypedJson(value),
                            $"the body of {read.Operation} has no such member"
                        )
                    );
                }
            }
        }
        else
        {
            new XmlDecoder(model, read).Read(payload, inBody, XElement.Parse(call.Body));
        }
    }

    private static (Regex Path, List<(string, string)> Constants) Address(JsonObject operation)
    {
        var uri = operation["http"]!["requestUri"]!.GetValue<string>();
        var pattern = Placeholder.Replace(
            Regex.Escape(uri.Split('?')[0]).Replace("\\{", "{", StringComparison.Ordinal).Replace("\\+}", "+}", StringComparison.Ordinal),
            one => $"(?<{Group(one.Groups[1].Value)}>{(one.Groups[2].Length > 0 ? ".+" : "[^/]+")})"
        );
        return (new Regex($@"\A{pattern}/?\z", RegexOptions.CultureInvariant), Query(uri));
    }

    private static readonly Regex Placeholder = new(@"\{([^}+]+)(\+?)\}");

    private static string Group(string name) => "m_" + Regex.Replace(name, @"\W", "_");

    private static List<(string Name, string Value)> Query(string path) =>
        [
            .. path.Split('?', 2)
                .Skip(1)
                .SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries))
                .Select(part => part.Split('=', 2))
                .Select(part => (Uri.UnescapeDataString(part[0]), part.Length == 2 ? Uri.UnescapeDataString(part[1]) : "")),
        ];
}
