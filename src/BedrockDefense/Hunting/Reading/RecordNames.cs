using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>Restores CloudTrail's spelling of names that tables write in lower case.</summary>
/// <remarks>AWS CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element".</remarks>
internal static class RecordNames
{
    /// <summary>The kind of value of a field in a record.</summary>
    internal enum Kind
    {
        /// <summary>A text, or any value that is kept as it is.</summary>
        Plain,

        /// <summary>A time.</summary>
        Time,

        /// <summary>A boolean.</summary>
        Truth,

        /// <summary>An object whose names depend on the call.</summary>
        Object,

        /// <summary>An object or a list of objects whose names CloudTrail defines; tables write them in lower case.</summary>
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

    private static readonly Dictionary<string, string> InnerNames = new[]
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
    /// Returns the field for a column, or the name of the column when it is not a field of a record. The tables of the console have
    /// spaces in the names.
    /// </summary>
    public static string OfColumn(string column) => Columns.GetValueOrDefault(string.Concat(column.Split('_', ' ', '-')), column);

    /// <summary>Returns the kind of a field.</summary>
    public static Kind KindOf(string field) => Fields.GetValueOrDefault(field);

    /// <summary>Returns whether this is a name within a field of <see cref="Kind.Known"/>, in any case.</summary>
    public static bool IsInner(string name) => InnerNames.ContainsKey(name) || name.Equals("arn", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns an object or a list of objects with CloudTrail's spelling of the names.</summary>
    public static JsonNode? Restore(JsonNode? node) => Restore(node, "arn");

    private static JsonNode? Restore(JsonNode? node, string arn) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.DistinctBy(member => Spell(member.Key, arn))
                    .Select(member => KeyValuePair.Create(Spell(member.Key, arn), Restore(member.Value, arn)))
            ),
            // The elements of "resources" spell ARN in capitals, but identities do not.
            JsonArray list => new JsonArray([.. list.Select(item => Restore(item, "ARN"))]),
            _ => node?.DeepClone(),
        };

    private static string Spell(string name, string arn) =>
        name.Equals("arn", StringComparison.OrdinalIgnoreCase) ? arn : InnerNames.GetValueOrDefault(name, name);
}
