using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>CloudTrail's own spelling of names that tables write in lower case.</summary>
/// <remarks>AWS CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element".</remarks>
internal static class RecordNames
{
    /// <summary>What a field of a record is.</summary>
    internal enum Kind
    {
        /// <summary>A text, or anything that is written as it is.</summary>
        Plain,

        /// <summary>A time.</summary>
        Time,

        /// <summary>True or false.</summary>
        Truth,

        /// <summary>An object whose names are the call's own.</summary>
        Object,

        /// <summary>An object or list of objects whose names are CloudTrail's, in lower case like the columns.</summary>
        Known,
    }

    private static readonly Dictionary<string, Kind> Fields = new(StringComparer.Ordinal)
    {
        ["eventVersion"] = Kind.Plain,
        ["userIdentity"] = Kind.Known,
        ["eventTime"] = Kind.Time,
        ["eventSource"] = Kind.Plain,
        ["eventName"] = Kind.Plain,
        ["awsRegion"] = Kind.Plain,
        ["sourceIPAddress"] = Kind.Plain,
        ["userAgent"] = Kind.Plain,
        ["errorCode"] = Kind.Plain,
        ["errorMessage"] = Kind.Plain,
        ["requestParameters"] = Kind.Object,
        ["responseElements"] = Kind.Object,
        ["additionalEventData"] = Kind.Object,
        ["requestID"] = Kind.Plain,
        ["eventID"] = Kind.Plain,
        ["eventType"] = Kind.Plain,
        ["apiVersion"] = Kind.Plain,
        ["managementEvent"] = Kind.Truth,
        ["readOnly"] = Kind.Truth,
        ["resources"] = Kind.Known,
        ["recipientAccountId"] = Kind.Plain,
        ["serviceEventDetails"] = Kind.Object,
        ["sharedEventID"] = Kind.Plain,
        ["vpcEndpointId"] = Kind.Plain,
        ["vpcEndpointAccountId"] = Kind.Plain,
        ["eventCategory"] = Kind.Plain,
        ["addendum"] = Kind.Object,
        ["sessionCredentialFromConsole"] = Kind.Plain,
        ["eventContext"] = Kind.Object,
        ["edgeDeviceDetails"] = Kind.Object,
        ["insightDetails"] = Kind.Object,
        ["tlsDetails"] = Kind.Known,
    };

    private static readonly Dictionary<string, string> Columns = Fields.Keys.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Inner = new[]
    {
        "type",
        "principalId",
        "accountId",
        "accessKeyId",
        "userName",
        "invokedBy",
        "sessionContext",
        "attributes",
        "mfaAuthenticated",
        "creationDate",
        "sessionIssuer",
        "webIdFederationData",
        "federatedProvider",
        "sourceIdentity",
        "ec2RoleDelivery",
        "ec2IssuedInVpc",
        "assumedRoot",
        "identityProvider",
        "credentialId",
        "onBehalfOf",
        "userId",
        "identityStoreArn",
        "inScopeOf",
        "sourceArn",
        "sourceAccount",
        "issuerType",
        "credentialsIssuedTo",
        "tlsVersion",
        "cipherSuite",
        "clientProvidedHostHeader",
    }.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The field that a column holds; the column's own name where it is none of a record. The console's own table has spaces in
    /// them.
    /// </summary>
    public static string OfColumn(string column) => Columns.GetValueOrDefault(string.Concat(column.Split('_', ' ', '-')), column);

    /// <summary>What a field is.</summary>
    public static Kind KindOf(string field) => Fields.GetValueOrDefault(field);

    /// <summary>Whether this is a name within one of <see cref="Kind.Known"/>, in whatever case.</summary>
    public static bool IsInner(string name) => Inner.ContainsKey(name) || name.Equals("arn", StringComparison.OrdinalIgnoreCase);

    /// <summary>An object or a list of objects with CloudTrail's spelling of its names.</summary>
    public static JsonNode? Restore(JsonNode? node) => Restore(node, "arn");

    private static JsonNode? Restore(JsonNode? node, string arn) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.DistinctBy(member => Spelled(member.Key, arn))
                    .Select(member => KeyValuePair.Create(Spelled(member.Key, arn), Restore(member.Value, arn)))
            ),
            // The elements of "resources" have an ARN in capitals, an identity has not.
            JsonArray list => new JsonArray([.. list.Select(item => Restore(item, "ARN"))]),
            _ => node?.DeepClone(),
        };

    private static string Spelled(string name, string arn) =>
        name.Equals("arn", StringComparison.OrdinalIgnoreCase) ? arn : Inner.GetValueOrDefault(name, name);
}
