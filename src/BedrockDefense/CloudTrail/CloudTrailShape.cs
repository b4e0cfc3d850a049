namespace BedrockDefense.CloudTrail;

/// <summary>What CloudTrail documents a field to hold. Null or absence is possible everywhere.</summary>
internal enum FieldKind
{
    /// <summary>Anything: a scalar of any type, an object, an array, an array of objects.</summary>
    Unknown,

    /// <summary>One string.</summary>
    Text,

    /// <summary>One JSON boolean.</summary>
    Boolean,

    /// <summary>One JSON number, within EventBridge's range.</summary>
    Number,

    /// <summary>One object with fields of its own.</summary>
    Object,
}

/// <summary>
/// The documented shape of CloudTrail records: the user guide's pages "CloudTrail record contents for management,
/// data, and network activity events" and "CloudTrail userIdentity element". Request parameters and response
/// elements are as various as AWS's APIs; the few known here carry their API reference page.
/// </summary>
internal static class CloudTrailShape
{
    private static readonly Dictionary<string, FieldKind> Kinds = Build();

    /// <summary>The fields of a record itself, in the order of the user guide's kinds.</summary>
    public static IEnumerable<string> TopLevel => Kinds.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal));

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
        // "CloudTrail record contents": parameters over 100 KB are replaced by this.
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
        // CloudWatch Logs API reference, "PutRetentionPolicy": 1 to 3653. KMS, "ScheduleKeyDeletion": 7 to 30.
        Add(FieldKind.Number, "requestParameters", "retentionInDays", "pendingWindowInDays");
        // IAM API reference, "CreateRole"; CloudTrail API reference, "UpdateTrail".
        Add(FieldKind.Text, "requestParameters", "roleName");
        // EventBridge API reference, "UpdateEventBus"; CloudWatch Logs, "PutResourcePolicy" and "PutAccountPolicy".
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
