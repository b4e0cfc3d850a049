using System.Net;
using System.Text.Json;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>Writes what an event says of the caller, the call and the resources. Each text of the event is one value.</summary>
internal static class OcsfEvidence
{
    // The longest address that OCSF's type for addresses holds.
    private const int LongestAddress = 40;

    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        using var record = OcsfRecord.Read(finding.Record);
        var facts = finding.Event;
        json.WriteStartArray("evidences");
        json.WriteStartObject();
        OcsfMember.Text(json, "uid", facts.EventId);
        WriteActor(json, facts, record);
        WriteApi(json, facts, record);
        WriteSource(json, facts.Address);
        json.WriteStartObject("data");
        JsonMember.Text(json, "file", finding.File);
        json.WriteNumber("offset", finding.Offset);
        OcsfMember.Text(json, "event_id", facts.EventId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        WriteResources(json, facts, record);
    }

    private static void WriteActor(Utf8JsonWriter json, EventFacts facts, OcsfRecord record)
    {
        var service = record.Text("userIdentity", "invokedBy");
        if (string.IsNullOrEmpty(facts.Principal) && string.IsNullOrEmpty(service))
        {
            return;
        }

        json.WriteStartObject("actor");
        OcsfMember.Text(json, "invoked_by", service);
        if (!string.IsNullOrEmpty(facts.Principal))
        {
            json.WriteStartObject("user");
            JsonMember.Text(json, "uid", facts.Principal);
            OcsfMember.Text(json, "name", record.Text("userIdentity", "userName"));
            OcsfMember.Text(json, "type", record.Text("userIdentity", "type"));
            OcsfMember.Text(json, "credential_uid", record.Text("userIdentity", "accessKeyId"));
            if (record.Text("userIdentity", "accountId") is { Length: > 0 } account)
            {
                json.WriteStartObject("account");
                JsonMember.Text(json, "uid", account);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        if (record.Text("userIdentity", "sessionContext", "sessionIssuer", "arn") is { Length: > 0 } issuer)
        {
            json.WriteStartObject("session");
            JsonMember.Text(json, "issuer", issuer);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteApi(Utf8JsonWriter json, EventFacts facts, OcsfRecord record)
    {
        if (string.IsNullOrEmpty(facts.Name))
        {
            return;
        }

        json.WriteStartObject("api");
        JsonMember.Text(json, "operation", facts.Name);
        if (record.Text("eventSource") is { Length: > 0 } service)
        {
            json.WriteStartObject("service");
            JsonMember.Text(json, "name", service);
            json.WriteEndObject();
        }

        if (record.Text("requestID") is { Length: > 0 } request)
        {
            json.WriteStartObject("request");
            JsonMember.Text(json, "uid", request);
            json.WriteEndObject();
        }

        if (record.Text("errorCode") is { Length: > 0 } error)
        {
            json.WriteStartObject("response");
            JsonMember.Text(json, "error", error);
            OcsfMember.Text(json, "error_message", record.Text("errorMessage"));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // CloudTrail writes the name of a service in place of an address when that service made the call.
    private static void WriteSource(Utf8JsonWriter json, string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        json.WriteStartObject("src_endpoint");
        JsonMember.Text(json, IsAddress(address) ? "ip" : "svc_name", address);
        json.WriteEndObject();
    }

    // The framework also reads a number as an address, and an address with a zone.
    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress
        && (text.Contains(':', StringComparison.Ordinal) || text.Count(character => character == '.') == 3)
        && !text.AsSpan().ContainsAny("%[]")
        && IPAddress.TryParse(text, out _);

    // The call is about the resources that the record names, or else about the account.
    private static void WriteResources(Utf8JsonWriter json, EventFacts facts, OcsfRecord record)
    {
        List<(string Id, string? Type)> resources = [.. record.Resources()];
        if (resources is [] && facts.Account is { Length: > 0 } account)
        {
            resources.Add((account, "AWS::::Account"));
        }

        if (resources is [])
        {
            return;
        }

        json.WriteStartArray("resources");
        foreach (var (id, type) in resources)
        {
            json.WriteStartObject();
            JsonMember.Text(json, "uid", id);
            OcsfMember.Text(json, "type", type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
