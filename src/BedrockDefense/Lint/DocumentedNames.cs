namespace BedrockDefense.Lint;

/// <summary>
/// Event sources and event names that are documented but not in any API model. They come from CloudTrail's user guide ("CloudTrail
/// supported services and integrations", "AWS service events") and from the guides of the services.
/// </summary>
internal static class DocumentedNames
{
    /// <summary>The event sources that are not a service with its own API, or that have a different spelling.</summary>
    public static readonly string[] OtherSources =
    [
        "signin",
        "aws-service-access",
        "billingconsole",
        "cloudshell",
        "console",
        "discovery-marketplace",
        "health",
        "identitystore-scim",
        "insights",
        "mobile",
        "notifications",
        "payments",
        "portal",
        "q",
        "quicksight",
        "servicequotas",
        "sso-directory",
        "support",
        "tagging",
        "user-subscriptions",
        "workmail",
    ];

    /// <summary>The services that also log events which are not API operations, so no name of theirs can be called wrong.</summary>
    public static readonly HashSet<string> OpenServices = new(
        [
            .. OtherSources,
            "agreement-marketplace",
            "awsssoportal",
            "controltower",
            "identitystore",
            "route53domains",
            "servicecatalog",
            "sso",
            "sso-oauth",
            "cognito-idp",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The event names of a service that are not operations of its API, or that differ from the name of the operation.</summary>
    public static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        // S3 user guide, "Amazon S3 CloudTrail events": calls about buckets are logged under their REST names.
        ["s3"] =
            "PutBucketLifecycle GetBucketLifecycle PutBucketNotification GetBucketNotification PutBucketPublicAccessBlock"
            + " GetBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock GetAccountPublicAccessBlock"
            + " DeleteAccountPublicAccessBlock GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration GetBucketReplication"
            + " PostObject BatchDeleteObject GetAccelerateConfiguration PutAccelerateConfiguration"
            // These operations are newer than the API models of the list.
            + " CreateBucketMetadataConfiguration GetBucketMetadataConfiguration DeleteBucketMetadataConfiguration"
            + " CreateBucketMetadataTableConfiguration GetBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration"
            + " UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration CreateSession"
            + " ListDirectoryBuckets RenameObject PutBucketAbac GetBucketAbac UpdateObjectEncryption"
            // S3 user guide, "Tracking a Batch Operations job in Amazon EventBridge through AWS CloudTrail".
            + " JobCreated JobStatusChanged",
        ["bedrock"] = "InvokeModelWithBidirectionalStream StartAsyncInvoke",
        ["kms"] = "RotateKey DeleteKey DeleteExpiredKeyMaterial SynchronizeMultiRegionKey",
        ["payment-cryptography"] = "SynchronizeMultiRegionKey",
        // AWS Private CA user guide, "Logging AWS Private CA API calls using AWS CloudTrail".
        ["acm-pca"] = "GenerateCRL GenerateOCSPResponse IssueCertificateDetails",
        // AWS Backup developer guide, "AWS Backup events in CloudTrail".
        ["backup"] =
            "BackupDeleted BackupJobCompleted BackupJobStarted BackupSelectionDeletedDueToSLRDeletion BackupTransitionedToCold"
            + " CopyJobCompleted CopyJobStarted ReportJobCompleted ReportJobStarted RestoreCompleted RestoreStarted",
        ["elasticfilesystem"] = "NewClientConnection",
        ["ec2"] = "BidEvictedEvent SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated",
        ["organizations"] =
            "CreateAccountResult CreateGovCloudAccountResult AccountJoinedOrganization AccountDepartedOrganization "
            + "InviteAccountToOrganizationResult CloseAccountResult",
        ["secretsmanager"] =
            "RotationStarted RotationSucceeded RotationFailed RotationAbandoned SecretVersionDeletion StartSecretVersionDelete"
            + " CancelSecretVersionDelete EndSecretVersionDelete TestRotationStarted TestRotationSucceeded TestRotationFailed",
        ["ecr"] = "PolicyExecutionEvent ReplicateImage",
        // IAM user guide, "Logging IAM and AWS STS API calls with AWS CloudTrail"; AWS Sign-In user guide, "Logging AWS Sign-In events".
        ["signin"] =
            "ConsoleLogin CheckMfa SwitchRole ExitRole RenewRole PasswordRecoveryRequested PasswordRecoveryCompleted"
            + " PasswordUpdated EmailUpdated GetSigninToken CredentialChallenge CredentialVerification UserAuthentication",
    };

    /// <summary>
    /// The operations of Lambda that are logged with the version of the API ("Logging AWS Lambda API calls using AWS CloudTrail").
    /// The name without the version never occurs.
    /// </summary>
    public static readonly Dictionary<string, string> VersionedNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CreateFunction"] = "CreateFunction20150331",
        ["DeleteFunction"] = "DeleteFunction20150331",
        ["UpdateFunctionCode"] = "UpdateFunctionCode20150331v2",
        ["UpdateFunctionConfiguration"] = "UpdateFunctionConfiguration20150331v2",
    };
}
