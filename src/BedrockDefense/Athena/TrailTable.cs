using BedrockDefense.CloudTrail;

namespace BedrockDefense.Athena;

/// <summary>
/// The table that queries read: the one place that maps the fields of a CloudTrail record to columns. It follows "Create the table
/// for CloudTrail logs in Athena using partition projection" in the Athena user guide. The input format splits the <c>Records</c>
/// of the log files. Scalars and <c>userIdentity</c> have types. <c>requestParameters</c>, <c>responseElements</c>,
/// <c>additionalEventData</c> and <c>serviceEventDetails</c> are strings with the JSON text of the object, for the JSON functions.
/// It is not documented how the SerDe writes any other object as text, so no other object has a column. <c>resources</c> has no
/// column either, because its elements do not always have the same shape.
/// </summary>
public static class TrailTable
{
    /// <summary>The input format, which reads the records from the log files.</summary>
    public const string InputFormat = "com.amazon.emr.cloudtrail.CloudTrailInputFormat";

    /// <summary>The output format. Glue requires one, but nothing is ever written.</summary>
    public const string OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    /// <summary>The SerDe, which reads a record into columns.</summary>
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

    /// <summary>The columns that come from the path of a log file, in the order of the path.</summary>
    public static IReadOnlyList<TrailColumn> Partitions { get; } =
    [
        new TrailColumn("account", "string", "The account of the call"),
        new TrailColumn("region", "string", "The Region of the call"),
        new TrailColumn("day", "string", "The day of delivery, yyyy/MM/dd"),
    ];

    /// <summary>
    /// Returns the SQL expression, of type varchar, for a field that is a typed column or part of one; null for any other field.
    /// </summary>
    internal static string? TypedColumn(FieldPath field) => TypedFields.Contains(field.Text) ? Lower(field.Text) : null;

    /// <summary>Returns the column whose JSON text contains a field or is the field; null for any other field.</summary>
    internal static string? JsonColumn(FieldPath field) => JsonObjects.Contains(field.Segments[0]) ? Lower(field.Segments[0]) : null;

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
