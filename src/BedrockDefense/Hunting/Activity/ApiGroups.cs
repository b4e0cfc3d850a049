using System.Collections.Frozen;

namespace BedrockDefense.Hunting.Activity;

/// <summary>
/// Tells what attackers use a call for. The names are CloudTrail's (service and <c>eventName</c>); the choice follows the techniques of
/// ATT&amp;CK for the cloud. A call that is in no group is not thereby harmless.
/// </summary>
internal static class ApiGroups
{
    private static readonly FrozenDictionary<string, ApiGroup> Groups = new (ApiGroup Group, string Service, string Names)[]
    {
        (
            ApiGroup.Credentials,
            "sts",
            "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken GetSessionToken"
        ),
        (
            ApiGroup.Credentials,
            "iam",
            "CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential GetCredentialReport ResetServiceSpecificCredential "
                + "UpdateLoginProfile"
        ),
        (ApiGroup.Credentials, "secretsmanager", "BatchGetSecretValue GetSecretValue"),
        (ApiGroup.Credentials, "ssm", "GetParameter GetParameters GetParametersByPath"),
        (ApiGroup.Credentials, "ec2", "GetPasswordData"),
        (ApiGroup.Credentials, "ecr", "GetAuthorizationToken"),
        (ApiGroup.Credentials, "codeartifact", "GetAuthorizationToken"),
        (ApiGroup.Credentials, "cognito-identity", "GetCredentialsForIdentity GetOpenIdToken"),
        (ApiGroup.Credentials, "rolesanywhere", "CreateSession"),
        (ApiGroup.Credentials, "redshift", "GetClusterCredentials GetClusterCredentialsWithIAM"),
        (ApiGroup.Credentials, "sso", "GetRoleCredentials"),
        (ApiGroup.Credentials, "signin", "ConsoleLogin GetSigninToken"),
        (
            ApiGroup.Persistence,
            "iam",
            "AddRoleToInstanceProfile AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateOpenIDConnectProvider "
                + "CreatePolicyVersion CreateRole CreateSAMLProvider CreateUser CreateVirtualMFADevice DeactivateMFADevice "
                + "DeleteRolePermissionsBoundary DeleteUserPermissionsBoundary EnableMFADevice PutGroupPolicy PutRolePolicy "
                + "PutUserPolicy SetDefaultPolicyVersion UpdateAccessKey UpdateAssumeRolePolicy UpdateSAMLProvider UploadSSHPublicKey"
        ),
        (ApiGroup.Persistence, "ec2", "CreateKeyPair ImportKeyPair ModifyInstanceAttribute RunInstances"),
        (
            ApiGroup.Persistence,
            "lambda",
            "AddPermission20150331v2 CreateEventSourceMapping20150331 CreateFunction20150331 CreateFunctionUrlConfig "
                + "UpdateFunctionCode20150331v2 UpdateFunctionConfiguration20150331v2"
        ),
        (ApiGroup.Persistence, "rolesanywhere", "CreateProfile CreateTrustAnchor"),
        (ApiGroup.Persistence, "organizations", "AcceptHandshake CreateAccount InviteAccountToOrganization LeaveOrganization"),
        (
            ApiGroup.Persistence,
            "sso",
            "AttachManagedPolicyToPermissionSet CreateAccountAssignment CreatePermissionSet PutInlinePolicyToPermissionSet"
        ),
        (ApiGroup.Persistence, "sso-directory", "AddMemberToGroup CreateUser"),
        (ApiGroup.Persistence, "identitystore", "CreateGroupMembership CreateUser"),
        (ApiGroup.Persistence, "ssm", "CreateActivation SendCommand StartSession"),
        (
            ApiGroup.Logging,
            "bedrock",
            "DeleteModelInvocationLoggingConfiguration GetModelInvocationLoggingConfiguration PutModelInvocationLoggingConfiguration"
        ),
        (
            ApiGroup.Logging,
            "cloudtrail",
            "DeleteEventDataStore DeleteTrail DescribeTrails GetEventSelectors GetTrailStatus ListTrails LookupEvents "
                + "PutEventSelectors PutInsightSelectors StopEventDataStoreIngestion StopLogging UpdateEventDataStore UpdateTrail"
        ),
        (
            ApiGroup.Logging,
            "logs",
            "AssociateKmsKey DeleteAccountPolicy DeleteDataProtectionPolicy DeleteDestination DeleteLogGroup DeleteLogStream "
                + "DeleteMetricFilter DeleteRetentionPolicy DeleteSubscriptionFilter DisassociateKmsKey PutRetentionPolicy"
        ),
        (ApiGroup.Logging, "config", "DeleteConfigurationRecorder DeleteDeliveryChannel StopConfigurationRecorder"),
        (ApiGroup.Logging, "guardduty", "DeleteDetector DeleteMembers DisassociateMembers StopMonitoringMembers UpdateDetector"),
        (ApiGroup.Logging, "securityhub", "DisableSecurityHub"),
        (ApiGroup.Logging, "events", "DeleteRule DisableRule PutRule RemoveTargets"),
        (ApiGroup.Logging, "ec2", "DeleteFlowLogs"),
        (ApiGroup.Logging, "s3", "DeleteBucket PutBucketLifecycle PutBucketLifecycleConfiguration PutBucketLogging PutBucketVersioning"),
        (
            ApiGroup.Data,
            "s3",
            "CopyObject GetObject ListObjects ListObjectsV2 PutBucketPolicy PutBucketReplication PutObjectAcl SelectObjectContent"
        ),
        (ApiGroup.Data, "dynamodb", "BatchGetItem ExecuteStatement ExportTableToPointInTime GetItem Query Scan"),
        (ApiGroup.Data, "rds", "CopyDBSnapshot CreateDBSnapshot ModifyDBSnapshotAttribute StartExportTask"),
        (ApiGroup.Data, "ec2", "CopySnapshot CreateSnapshot CreateSnapshots ModifyImageAttribute ModifySnapshotAttribute"),
        (ApiGroup.Data, "ebs", "GetSnapshotBlock ListSnapshotBlocks"),
        (ApiGroup.Data, "athena", "GetQueryResults StartQueryExecution"),
        (ApiGroup.Data, "kms", "CreateGrant Decrypt"),
        (ApiGroup.Data, "logs", "FilterLogEvents GetLogEvents GetQueryResults StartLiveTail StartQuery"),
        (ApiGroup.Data, "bedrock", "Retrieve RetrieveAndGenerateStream"),
        (
            ApiGroup.BedrockInference,
            "bedrock",
            "Converse ConverseStream CreateModelInvocationJob InvokeAgent InvokeFlow InvokeInlineAgent InvokeModel "
                + "InvokeModelWithBidirectionalStream InvokeModelWithResponseStream RetrieveAndGenerate StartAsyncInvoke"
        ),
        (ApiGroup.BedrockInference, "bedrock-mantle", "CreateInference"),
    }
        .SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create($"{row.Service}:{name}", row.Group)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the group of a call, such as <c>iam:CreateUser</c>; null when it is in none.</summary>
    public static ApiGroup? Of(string api) => Groups.TryGetValue(api, out var group) ? group : null;
}
