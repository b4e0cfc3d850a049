using System.Globalization;
using System.Net;
using System.Text.Json;

namespace BedrockDefense.Tests.Hunting.Investigating;

/// <summary>A record as a plain reading with the framework's parser sees it: the oracle for what an investigation says of it.</summary>
internal sealed record ParsedCall(JsonElement Record)
{
    public string? Key => Text("userIdentity", "accessKeyId");

    public string Principal => Text("userIdentity", "sessionContext", "sessionIssuer", "arn") ?? Text("userIdentity", "arn")!;

    public string Name => Text("eventName")!;

    public string Source => Text("eventSource")!;

    public string Api => $"{Source.Split('.')[0]}:{Name}";

    public string Account => Text("recipientAccountId")!;

    public string Region => Text("awsRegion")!;

    public string Address => Text("sourceIPAddress")!;

    public string Agent => Text("userAgent")!;

    public string? Error => Text("errorCode");

    public string Model => Text("requestParameters", "modelId")!;

    public string Id => Text("eventID")!;

    public DateTimeOffset Time => DateTimeOffset.Parse(Text("eventTime")!, CultureInfo.InvariantCulture);

    public string? Mfa => Text("userIdentity", "sessionContext", "attributes", "mfaAuthenticated");

    public long? Tokens(string name) =>
        Record.TryGetProperty("additionalEventData", out var data) && data.TryGetProperty(name, out var number) ? number.GetInt64() : null;

    public bool IsLoggingComplete =>
        Record.GetProperty("requestParameters").GetProperty("loggingConfig").GetProperty("textDataDeliveryEnabled").GetBoolean();

    public string? Network =>
        !IPAddress.TryParse(Address, out var address) ? null
        : Address.Contains(':', StringComparison.Ordinal) ? "2001:db8::/48"
        : $"{string.Join('.', address.ToString().Split('.')[..3])}.0/24";

    private string? Text(params string[] path)
    {
        var value = Record;
        foreach (var name in path)
        {
            if (!value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.GetString();
    }
}
