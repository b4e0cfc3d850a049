namespace BedrockDefense.Bench.Hunting;

/// <summary>A kind of call: its events, and how many of a thousand calls are of this kind.</summary>
internal sealed record SyntheticCall(
    string Source,
    string Name,
    int Weight,
    bool IsReadOnly,
    Func<Dice, string, string> Parameters,
    Func<Dice, string, string> Response
);

/// <summary>The most frequent calls in an organization's trail.</summary>
internal static class EventMix
{
    public static readonly SyntheticCall[] DailyCalls =
    [
        new("s3", "GetObject", 150, true, Object, Nothing),
        new("s3", "PutObject", 50, false, Object, (_, _) => "{\"x-amz-server-side-encryption\":\"aws:kms\"}"),
        new("sts", "AssumeRole", 190, true, RoleToAssume, Credentials),
        new("kms", "Decrypt", 110, true, Encryption, Nothing),
        new("kms", "GenerateDataKey", 50, true, Encryption, Nothing),
        new(
            "ec2",
            "DescribeInstances",
            70,
            true,
            (dice, _) =>
                $"{{\"instancesSet\":{{\"items\":[{{\"instanceId\":\"i-0{dice.Hex(16)}\"}},{{\"instanceId\":\"i-0"
                + $"{dice.Hex(16)}\"}}]}},\"filterSet\":{{}}}}",
            Nothing
        ),
        new(
            "ec2",
            "DescribeVolumes",
            30,
            true,
            (_, _) =>
                "{\"volumeSet\":{},\"filterSet\":{\"items\":[{\"name\":\"status\",\"valueSet\":{\"items\":[{\"value\":\"in-use\"}]}}]}}",
            Nothing
        ),
        new(
            "ec2",
            "DescribeNetworkInterfaces",
            30,
            true,
            (dice, _) =>
                $"{{\"networkInterfaceIdSet\":{{\"items\":[{{\"networkInterfaceId\":\"eni-0{dice.Hex(16)}\"}}]}},\"filterSet\":{{}}}}",
            Nothing
        ),
        new(
            "logs",
            "CreateLogStream",
            50,
            false,
            (dice, _) =>
                $"{{\"logGroupName\":\"/aws/lambda/app-{dice.NextBelow(60)}\",\"logStreamName\":\"2026/11/01/[$LATEST]{dice.Hex(32)}\"}}",
            Nothing
        ),
        new(
            "logs",
            "DescribeLogStreams",
            20,
            true,
            (dice, _) => $"{{\"logGroupName\":\"/aws/lambda/app-{dice.NextBelow(60)}\",\"limit\":50}}",
            Nothing
        ),
        new(
            "secretsmanager",
            "GetSecretValue",
            40,
            true,
            (dice, account) =>
                $"{{\"secretId\":\"arn:aws:secretsmanager:eu-central-1:{account}:secret:app/{dice.NextBelow(60)}-{dice.Letters(6)}\"}}",
            Nothing
        ),
        new(
            "ssm",
            "GetParameters",
            40,
            true,
            (dice, _) => $"{{\"names\":[\"/app/{dice.NextBelow(60)}/url\",\"/app/{dice.NextBelow(60)}/key\"],\"withDecryption\":true}}",
            Nothing
        ),
        new(
            "ssm",
            "UpdateInstanceInformation",
            35,
            false,
            (dice, _) =>
                $"{{\"instanceId\":\"i-0{dice.Hex(16)}\",\"agentVersion\":\"3.3.551.0\",\"agentStatus\":\"Active\","
                + "\"platformType\":\"Linux\"}",
            Nothing
        ),
        new("lambda", "GetFunction20150331v2", 20, true, (dice, _) => $"{{\"functionName\":\"app-{dice.NextBelow(60)}\"}}", Nothing),
        new("iam", "GetRole", 20, true, (dice, _) => $"{{\"roleName\":\"app-{dice.NextBelow(60)}\"}}", Nothing),
        new(
            "iam",
            "GetRolePolicy",
            15,
            true,
            (dice, _) => $"{{\"roleName\":\"app-{dice.NextBelow(60)}\",\"policyName\":\"inline\"}}",
            Nothing
        ),
        new(
            "iam",
            "PutRolePolicy",
            4,
            false,
            (dice, account) =>
                $"{{\"roleName\":\"app-{dice.NextBelow(60)}\",\"policyName\":\"inline\",\"policyDocument\":\"{Policy(dice, account)}\"}}",
            Nothing
        ),
        new(
            "iam",
            "CreateRole",
            2,
            false,
            (dice, account) => $"{{\"roleName\":\"app-{dice.NextBelow(60)}\",\"assumeRolePolicyDocument\":\"{Policy(dice, account)}\"}}",
            Nothing
        ),
        new(
            "s3",
            "PutBucketPolicy",
            1,
            false,
            (dice, account) =>
                "{\"bucketPolicy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + $"\"Principal\":{{\"AWS\":\"arn:aws:iam::{account}:root\"}},\"Action\":\"s3:GetObject\","
                + $"\"Resource\":\"arn:aws:s3:::app-{dice.NextBelow(60)}/*\"}}]}},\"bucketName\":\"app-{dice.NextBelow(60)}\","
                + "\"Host\":\"s3.eu-central-1.amazonaws.com\",\"policy\":\"\"}",
            Nothing
        ),
        new("dynamodb", "DescribeTable", 25, true, (dice, _) => $"{{\"tableName\":\"table-{dice.NextBelow(60)}\"}}", Nothing),
        new(
            "elasticloadbalancing",
            "DescribeTargetHealth",
            20,
            true,
            (dice, account) =>
                $"{{\"targetGroupArn\":\"arn:aws:elasticloadbalancing:eu-central-1:{account}:targetgroup/app/{dice.Hex(16)}\"}}",
            Nothing
        ),
        new(
            "events",
            "PutRule",
            2,
            false,
            (dice, _) =>
                $"{{\"name\":\"app-{dice.NextBelow(60)}\",\"eventPattern\":\"{{\\\"source\\\":[\\\"aws.ec2\\\"],"
                + "\\\"detail\\\":{\\\"state\\\":[\\\"running\\\"]}}\",\"state\":\"ENABLED\"}",
            Nothing
        ),
        new(
            "ecr",
            "BatchGetImage",
            10,
            true,
            (dice, _) =>
                $"{{\"registryId\":\"111122223333\",\"repositoryName\":\"app-{dice.NextBelow(60)}\","
                + $"\"imageIds\":[{{\"imageTag\":\"{dice.Hex(12)}\"}}]}}",
            Nothing
        ),
        new(
            "cloudformation",
            "DescribeStacks",
            6,
            true,
            (dice, _) => $"{{\"stackName\":\"app-{dice.NextBelow(60)}\\u003cblue\\u003e\"}}",
            Nothing
        ),
        new("bedrock", "InvokeModel", 6, false, Model, Nothing),
        new("bedrock", "Converse", 3, false, Model, Nothing),
        new("bedrock", "ListFoundationModels", 1, true, (_, _) => "null", Nothing),
    ];

    public static readonly SyntheticCall[] TamperingCalls =
    [
        new("bedrock", "DeleteModelInvocationLoggingConfiguration", 1, false, (_, _) => "null", Nothing),
        new(
            "cloudtrail",
            "StopLogging",
            1,
            false,
            (_, account) => $"{{\"name\":\"arn:aws:cloudtrail:eu-central-1:{account}:trail/bedrock-defense\"}}",
            Nothing
        ),
        new(
            "bedrock",
            "PutModelInvocationLoggingConfiguration",
            1,
            false,
            (_, _) =>
                "{\"loggingConfig\":{\"textDataDeliveryEnabled\":false,\"imageDataDeliveryEnabled\":false,"
                + "\"embeddingDataDeliveryEnabled\":false}}",
            Nothing
        ),
        new("cloudtrail", "DeleteTrail", 1, false, (_, _) => "{\"name\":\"bedrock-defense\"}", Nothing),
        new(
            "kms",
            "ScheduleKeyDeletion",
            1,
            false,
            (dice, _) => $"{{\"keyId\":\"{dice.Guid()}\",\"pendingWindowInDays\":7}}",
            (dice, _) => $"{{\"keyId\":\"{dice.Guid()}\"}}"
        ),
        new(
            "organizations",
            "DetachPolicy",
            1,
            false,
            (dice, account) => $"{{\"policyId\":\"p-{dice.Hex(8)}\",\"targetId\":\"{account}\"}}",
            Nothing
        ),
        new("events", "DisableRule", 1, false, (_, _) => "{\"name\":\"bedrock-defense-forwarder-1\"}", Nothing),
    ];

    private static readonly int Total = DailyCalls.Sum(call => call.Weight);

    public static SyntheticCall Pick(Dice dice)
    {
        var left = dice.NextBelow(Total);
        foreach (var call in DailyCalls)
        {
            if ((left -= call.Weight) < 0)
            {
                return call;
            }
        }

        return DailyCalls[^1];
    }

    private static string Nothing(Dice dice, string account) => "null";

    private static string Object(Dice dice, string account) =>
        $"{{\"bucketName\":\"app-{dice.NextBelow(60)}-{account}\",\"Host\":\"app-{dice.NextBelow(60)}"
        + $".s3.eu-central-1.amazonaws.com\",\"key\":\"data/2026/11/{dice.NextBelow(30)}/{dice.Guid()}.parquet\"}}";

    private static string RoleToAssume(Dice dice, string account) =>
        $"{{\"roleArn\":\"arn:aws:iam::{account}:role/app-{dice.NextBelow(60)}-execution-role\",\"roleSessionName\":\""
        + $"{dice.Hex(32)}\",\"durationSeconds\":3600}}";

    private static string Credentials(Dice dice, string account) =>
        $"{{\"credentials\":{{\"accessKeyId\":\"ASIA{dice.Letters(16)}\",\"sessionToken\":\"IQoJb3JpZ2luX2VjE"
        + $"{dice.Letters(700, Dice.Base64)}\",\"expiration\":\"Nov 1, 2026, 1:00:00 PM\"}},"
        + $"\"assumedRoleUser\":{{\"assumedRoleId\":\"AROA{dice.Letters(17)}:session\",\"arn\":\"arn:aws:sts::{account}"
        + ":assumed-role/app/session\"}}";

    private static string Encryption(Dice dice, string account) =>
        "{\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\",\"encryptionContext\":{\"aws:s3:arn\":\"arn:aws:s3:::app-"
        + $"{dice.NextBelow(60)}-{account}/data/{dice.Guid()}\",\"PARAMETER_ARN\":\"arn:aws:ssm:eu-central-1:{account}"
        + $":parameter/app/{dice.NextBelow(60)}\"}}}}";

    private static string Model(Dice dice, string account) => "{\"modelId\":\"anthropic.claude-sonnet-4-20250514-v1:0\"}";

    // Writes a policy as a string within the JSON, with its quotation marks escaped.
    private static string Policy(Dice dice, string account) =>
        "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
        + $"\\\"Action\\\":[\\\"s3:GetObject\\\",\\\"kms:Decrypt\\\"],\\\"Resource\\\":\\\"arn:aws:s3:::app-{dice.NextBelow(60)}-"
        + $"{account}/*\\\",\\\"Condition\\\":{{\\\"StringLike\\\":{{\\\"aws:PrincipalArn\\\":\\\"arn:aws:iam::{account}"
        + ":role/app-*\\\"}}}]}";
}
