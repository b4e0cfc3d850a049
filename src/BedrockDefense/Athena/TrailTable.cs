using BedrockDefense.CloudTrail;

namespace BedrockDefense.Athena;

/// <summary>
/// The table that queries read: the one place where its columns and the fields of a CloudTrail record meet. It follows
/// the Athena user guide's "Create the table for CloudTrail logs in Athena using partition projection": the input format
/// takes the log files' <c>Records</c> apart, scalars and <c>userIdentity</c> are typed, and <c>requestParameters</c>,
/// <c>responseElements</c>, <c>additionalEventData</c> and <c>serviceEventDetails</c> are strings that hold the JSON text
/// of their object, for the JSON functions. How the SerDe writes any other object as text is not documented, so that
/// there is no column for it; nor one for <c>resources</c>, whose elements AWS does not always make alike.
/// </summary>
public static class TrailTable
{
    /// <summary>Takes the records out of the log files.</summary>
    public const string InputFormat = "com.amazon.emr.cloudtrail.CloudTrailInputFormat";

    /// <summary>Required by Glue, never used: nothing is written.</summary>
    public const string OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    /// <summary>Reads a record into columns.</summary>
    public const string Serde = "org.apache.hive.hcatalog.data.JsonSerDe";

    private static readonly string[] Scalars =
    [
        "eventVersion",
        "eventTime",
        "eventSource",
        "eventName",
        "awsRegion",
        "sourceIPAddress",
        "userAgent",
        "errorCode",
        "errorMessage",
        "requestID",
        "eventID",
        "eventType",
        "apiVersion",
        "recipientAccountId",
        "sharedEventID",
        "vpcEndpointId",
        "vpcEndpointAccountId",
        "eventCategory",
        "sessionCredentialFromConsole",
        "readOnly",
        "managementEvent",
    ];

    private static readonly string[] JsonObjects = ["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"];

    private static readonly Struct Identity = new(
        "userIdentity",
        ["type", "principalId", "arn", "accountId", "accessKeyId", "userName", "invokedBy", "identityProvider", "credentialId"],
        [
            new Struct("onBehalfOf", ["userId", "identityStoreArn"], []),
            new Struct(
                "sessionContext",
                ["sourceIdentity", "assumedRoot", "ec2RoleDelivery"],
                [
                    new Struct("attributes", ["mfaAuthenticated", "creationDate"], []),
                    new Struct("sessionIssuer", ["type", "principalId", "arn", "accountId", "userName"], []),
                    new Struct("webIdFederationData", ["federatedProvider"], []),
                ]
            ),
        ]
    );

    private static readonly Struct Tls = new("tlsDetails", ["tlsVersion", "cipherSuite", "clientProvidedHostHeader"], []);

    private static readonly HashSet<string> TypedFields = [.. Scalars, .. Identity.Paths(""), .. Tls.Paths("")];

    /// <summary>The columns that come from a record.</summary>
    public static IReadOnlyList<TrailColumn> Columns { get; } =
    [
        .. Scalars.Select(name => new TrailColumn(Lower(name), "string")),
        new TrailColumn(Lower(Identity.Name), Identity.Type),
        new TrailColumn(Lower(Tls.Name), Tls.Type),
        .. JsonObjects.Select(name => new TrailColumn(Lower(name), "string", "JSON")),
    ];

    /// <summary>The columns that come from a log file's path; in the order of the path.</summary>
    public static IReadOnlyList<TrailColumn> Partitions { get; } =
    [
        new TrailColumn("account", "string", "The account of the call"),
        new TrailColumn("region", "string", "The Region of the call"),
        new TrailColumn("day", "string", "The day of delivery, yyyy/MM/dd"),
    ];

    /// <summary>The SQL expression of a field that is a typed column or within one, of type varchar; null when there is none.</summary>
    internal static string? Typed(FieldPath field) => TypedFields.Contains(field.Text) ? Lower(field.Text) : null;

    /// <summary>The column whose JSON text holds a field, or is it; null when there is none.</summary>
    internal static string? Json(FieldPath field) => JsonObjects.Contains(field.Segments[0]) ? Lower(field.Segments[0]) : null;

    private static string Lower(string name) => name.ToLowerInvariant();

    private sealed record Struct(string Name, string[] Texts, Struct[] Structs)
    {
        public string Type => $"struct<{string.Join(",", Fields)}>";

        private IEnumerable<string> Fields =>
            [.. Texts.Select(text => $"{Lower(text)}:string"), .. Structs.Select(inner => $"{Lower(inner.Name)}:{inner.Type}")];

        public IEnumerable<string> Paths(string prefix) =>
            [.. Texts.Select(text => $"{prefix}{Name}.{text}"), .. Structs.SelectMany(inner => inner.Paths($"{prefix}{Name}."))];
    }
}
