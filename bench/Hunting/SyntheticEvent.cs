using System.Globalization;
using System.Text;

namespace BedrockDefense.Bench.Hunting;

/// <summary>Makes one CloudTrail record of about 1.5 KB from its number: mostly daily work, one in ten thousand tampering.</summary>
internal static class SyntheticEvent
{
    private const int TamperingEvery = 10_000;

    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The accounts of the organization that do its daily work.</summary>
    public static readonly string[] Accounts =
    [
        "111122223333",
        "222233334444",
        "333344445555",
        "444455556666",
        "555566667777",
        "666677778888",
    ];
    private static readonly string[] Regions = ["eu-central-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];
    private static readonly string[] Roles =
    [
        .. Enumerable.Range(0, 60).Select(number => $"app-{(char)('a' + (number % 26))}{number}-execution-role"),
    ];
    private static readonly string[] UserAgents =
    [
        "aws-sdk-java/2.25.60 Linux/5.10.223-212.873.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.12+7-LTS Java/17.0.12 "
            + "vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE io/sync http/Apache cfg/retry-mode/legacy",
        "Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#5.10.226-214.880.amzn2.x86_64 md/arch#x86_64 "
            + "lang/python#3.12.4 md/pyimpl#CPython exec-env/AWS_Lambda_python3.12 cfg/retry-mode#standard Botocore/1.34.131",
        "aws-cli/2.24.22 md/awscrt#0.23.8 ua/2.1 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9 md/pyimpl#CPython "
            + "cfg/retry-mode#standard md/installer#source md/prompt#off",
        "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/sts#1.30.3",
    ];

    /// <summary>Returns whether the event with this number tampers with logging.</summary>
    public static bool IsTampering(int number) => number % TamperingEvery == TamperingEvery / 3;

    public static void Append(StringBuilder text, int number)
    {
        var dice = new Dice((ulong)number);
        var isTampering = IsTampering(number);
        var call = isTampering ? EventMix.TamperingCalls[number / TamperingEvery % EventMix.TamperingCalls.Length] : EventMix.Pick(dice);
        var (account, region) = (dice.Of(Accounts), call.Source == "iam" ? "us-east-1" : dice.Of(Regions));
        var time = Start.AddSeconds(number * 2L).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        text.Append("{\"eventVersion\":\"1.11\",\"userIdentity\":");
        AppendIdentity(text, dice, account, time);
        text.Append(
            CultureInfo.InvariantCulture,
            $",\"eventTime\":\"{time}\",\"eventSource\":\"{call.Source}.amazonaws.com\",\"eventName\":\"{call.Name}\","
                + $"\"awsRegion\":\"{region}\",\"sourceIPAddress\":\""
                + $"{(isTampering ? "203.0.113.66" : $"10.{dice.NextBelow(4)}.{dice.NextBelow(250)}.{dice.NextBelow(250)}")}\","
                + $"\"userAgent\":\"{dice.Of(UserAgents)}\""
        );
        if (dice.NextBelow(25) == 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User: arn:aws:sts::{account}:assumed-role/"
                    + $"{dice.Of(Roles)}/session is not authorized to perform: {call.Source}:{call.Name} because no "
                    + $"identity-based policy allows the {call.Source}:{call.Name} action\""
            );
        }

        text.Append(",\"requestParameters\":")
            .Append(call.Parameters(dice, account))
            .Append(",\"responseElements\":")
            .Append(call.Response(dice, account));
        if (call.Source == "s3")
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $",\"additionalEventData\":{{\"SignatureVersion\":\"SigV4\",\"CipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                    + $"\"bytesTransferredIn\":0,\"AuthenticationMethod\":\"AuthHeader\",\"x-amz-id-2\":\""
                    + $"{dice.Letters(76, Dice.Base64)}\",\"bytesTransferredOut\":{dice.NextBelow(90000)}}}"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $",\"requestID\":\"{dice.Guid()}\",\"eventID\":\"{dice.Guid()}\",\"readOnly\":{(call.IsReadOnly ? "true" : "false")}"
        );
        if (call.Source is "s3" or "kms")
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $",\"resources\":[{{\"accountId\":\"{account}\",\"type\":\"AWS::"
                    + $"{(call.Source == "s3" ? "S3::Object" : "KMS::Key")}\",\"ARN\":\"arn:aws:{call.Source}:{region}:{account}"
                    + $":key/{dice.Guid()}\"}}]"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $",\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"{account}\","
                + $"\"eventCategory\":\"Management\",\"tlsDetails\":{{\"tlsVersion\":\"TLSv1.3\","
                + $"\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"{call.Source}.{region}"
                + $".amazonaws.com\"}}}}"
        );
    }

    private static void AppendIdentity(StringBuilder text, Dice dice, string account, string time)
    {
        var role = dice.Of(Roles);
        switch (dice.NextBelow(20))
        {
            case 0:
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"IAMUser\",\"principalId\":\"AIDA{dice.Letters(17)}\",\"arn\":\"arn:aws:iam::{account}"
                        + $":user/ci-deployer\",\"accountId\":\"{account}\",\"accessKeyId\":\"AKIA{dice.Letters(16)}\","
                        + $"\"userName\":\"ci-deployer\"}}"
                );
                break;
            case 1 or 2:
                text.Append("{\"type\":\"AWSService\",\"invokedBy\":\"ecs-tasks.amazonaws.com\"}");
                break;
            default:
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"AssumedRole\",\"principalId\":\"AROA{role.ToUpperInvariant().Replace('-', 'X')[..12]}"
                        + $"EXAMP:{dice.Hex(17)}\",\"arn\":\"arn:aws:sts::{account}:assumed-role/{role}/{dice.Hex(17)}\","
                        + $"\"accountId\":\"{account}\",\"accessKeyId\":\"ASIA{dice.Letters(16)}\","
                        + $"\"sessionContext\":{{\"sessionIssuer\":{{\"type\":\"Role\",\"principalId\":\"AROA"
                        + $"{role.ToUpperInvariant().Replace('-', 'X')[..12]}EXAMP\",\"arn\":\"arn:aws:iam::{account}:role/{role}"
                        + $"\",\"accountId\":\"{account}\",\"userName\":\"{role}\"}},\"attributes\":{{\"creationDate\":\"{time}\","
                        + $"\"mfaAuthenticated\":\"false\"}}}}}}"
                );
                break;
        }
    }
}
