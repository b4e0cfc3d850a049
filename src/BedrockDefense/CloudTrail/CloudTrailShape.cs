namespace BedrockDefense.CloudTrail;

/// <summary>The type of a field according to CloudTrail's documentation. Any field may also be null or absent.</summary>
internal enum FieldKind
{
    /// <summary>Not documented: a scalar of any type, an object, an array, or an array of objects.</summary>
    Unknown,

    /// <summary>One string.</summary>
    Text,

    /// <summary>One JSON boolean.</summary>
    Boolean,

    /// <summary>One JSON number, within EventBridge's range.</summary>
    Number,

    /// <summary>One object with named fields.</summary>
    Object,
}

/// <summary>
/// The documented shape of CloudTrail records, from the user guide's pages "CloudTrail record contents for management, data, and
/// network activity events" and "CloudTrail userIdentity element". Request parameters and response elements are different for each
/// API. For the few that are defined here, a comment names the page of the API reference.
/// </summary>
internal static class CloudTrailShape
{
    private static readonly Dictionary<string, FieldKind> Kinds = Build();

    /// <summary>The names of the top-level fields of a record, grouped by type.</summary>
    public static IEnumerable<string> TopLevelFields => Kinds.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal));

    public static FieldKind KindOf(FieldPath field) => Kinds.GetValueOrDefault(field.Text);

    private static Dictionary<string, FieldKind> Build()
    {
        var kinds = new Dictionary<string, FieldKind>();
        Add(
            FieldKind.Text,
            "",
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
            "sessionCredentialFromConsole"
        );
        Add(FieldKind.Boolean, "", "readOnly", "managementEvent");
        Add(
            FieldKind.Object,
            "",
            "userIdentity",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "serviceEventDetails",
            "addendum",
            "edgeDeviceDetails",
            "tlsDetails",
            "insightDetails"
        );
        Add(FieldKind.Text, "tlsDetails", "tlsVersion", "cipherSuite", "clientProvidedHostHeader");
        Add(
            FieldKind.Text,
            "userIdentity",
            "type",
            "principalId",
            "arn",
            "accountId",
            "accessKeyId",
            "userName",
            "invokedBy",
            "identityProvider",
            "credentialId"
        );
        Add(FieldKind.Object, "userIdentity", "sessionContext", "onBehalfOf", "inScopeOf");
        Add(FieldKind.Text, "userIdentity.onBehalfOf", "userId", "identityStoreArn");
        Add(FieldKind.Text, "userIdentity.sessionContext", "sourceIdentity", "assumedRoot", "ec2RoleDelivery");
        Add(FieldKind.Object, "userIdentity.sessionContext", "sessionIssuer", "attributes", "webIdFederationData");
        Add(FieldKind.Text, "userIdentity.sessionContext.sessionIssuer", "type", "principalId", "arn", "accountId", "userName");
        Add(FieldKind.Text, "userIdentity.sessionContext.attributes", "creationDate", "mfaAuthenticated");
        // CloudTrail replaces parameters over 100 KB by this field ("CloudTrail record contents").
        Add(FieldKind.Boolean, "requestParameters", "omitted");
        // Bedrock API reference, "LoggingConfig" (PutModelInvocationLoggingConfiguration).
        Add(FieldKind.Object, "requestParameters", "loggingConfig");
        Add(FieldKind.Object, "requestParameters.loggingConfig", "cloudWatchConfig", "s3Config");
        Add(
            FieldKind.Boolean,
            "requestParameters.loggingConfig",
            "textDataDeliveryEnabled",
            "imageDataDeliveryEnabled",
            "embeddingDataDeliveryEnabled",
            "videoDataDeliveryEnabled",
            "audioDataDeliveryEnabled"
        );
        Add(FieldKind.Text, "requestParameters.loggingConfig.cloudWatchConfig", "logGroupName", "roleArn");
        Add(FieldKind.Object, "requestParameters.loggingConfig.cloudWatchConfig", "largeDataDeliveryS3Config");
        Add(FieldKind.Text, "requestParameters.loggingConfig.cloudWatchConfig.largeDataDeliveryS3Config", "bucketName", "keyPrefix");
        Add(FieldKind.Text, "requestParameters.loggingConfig.s3Config", "bucketName", "keyPrefix");
        // CloudWatch Logs API reference, "PutRetentionPolicy": 1 to 3653. KMS API reference, "ScheduleKeyDeletion": 7 to 30.
        Add(FieldKind.Number, "requestParameters", "retentionInDays", "pendingWindowInDays");
        // IAM API reference, "CreateRole"; CloudTrail API reference, "UpdateTrail".
        Add(FieldKind.Text, "requestParameters", "roleName");
        // EventBridge API reference, "UpdateEventBus"; CloudWatch Logs API reference, "PutResourcePolicy" and "PutAccountPolicy".
        Add(FieldKind.Text, "requestParameters", "name", "resourceArn", "policyType");
        Add(
            FieldKind.Boolean,
            "requestParameters",
            "isMultiRegionTrail",
            "includeGlobalServiceEvents",
            "isOrganizationTrail",
            "enableLogFileValidation"
        );
        return kinds;

        void Add(FieldKind kind, string parent, params string[] names)
        {
            foreach (var name in names)
            {
                kinds.Add(parent.Length == 0 ? name : $"{parent}.{name}", kind);
            }
        }
    }
}
