using System.Globalization;
using System.Text;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// Makes the CloudTrail record of one model invocation from its number. The shapes follow records that Amazon Bedrock's documentation and
/// public reports show: applications, people with Identity Center, long-term keys and calls of services, some refused or throttled,
/// some through VPC endpoints and cross-Region inference profiles.
/// </summary>
internal static class InvocationEvent
{
    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    // Somebody tampers with logging in some of these accounts.
    private static readonly string[] Accounts =
    [
        .. SyntheticEvent.Accounts,
        .. Enumerable.Range(0, 24).Select(number => $"7{number:D2}{number:D2}8889999"),
    ];

    private static readonly string[] Versions = ["1.09", "1.10", "1.11", "1.11", "1.11"];

    private static readonly string[] Regions = ["eu-central-1", "eu-central-1", "us-east-1"];

    private static readonly (string Name, string Source, int Weight)[] Calls =
    [
        ("InvokeModel", "bedrock", 35),
        ("Converse", "bedrock", 25),
        ("InvokeModelWithResponseStream", "bedrock", 20),
        ("ConverseStream", "bedrock", 14),
        ("InvokeAgent", "bedrock", 3),
        ("CreateInference", "bedrock-mantle", 3),
    ];

    private static readonly string[] Models =
    [
        "anthropic.claude-sonnet-4-20250514-v1:0",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:eu-central-1:{0}:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1:{0}:application-inference-profile/k3x9q2m7w1ab",
        "amazon.titan-embed-text-v2:0",
        "amazon.nova-lite-v1:0",
        "meta.llama3-3-70b-instruct-v1:0",
        "cohere.embed-multilingual-v3",
    ];

    private static readonly string[] UserAgents =
    [
        "Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.12.11 md/pyimpl#CPython m/b,Z,D "
            + "exec-env/AWS_Lambda_python3.12 cfg/retry-mode#legacy Botocore/1.40.61",
        "aws-sdk-js/3.901.0 ua/2.1 os/linux#5.10.240 lang/js md/nodejs#22.18.0 api/bedrock-runtime#3.901.0 m/E,N",
        "aws-sdk-java/2.34.6 md/io#sync md/http#Apache ua/2.1 api/Bedrock_Runtime#2.34.x os/Linux#6.1.148 lang/java#21.0.8 m/D,N",
        "langchain-aws/0.2.35 Boto3/1.39.3 md/Botocore#1.39.3 ua/2.1 os/macos#25.0.0 md/arch#arm64 lang/python#3.13.7",
    ];

    private static readonly (string Code, string Message)[] Errors =
    [
        ("ThrottlingException", "Too many requests, please wait before trying again."),
        ("ThrottlingException", "Too many tokens, please wait before trying again."),
        (
            "ValidationException",
            "Invocation of model ID anthropic.claude-sonnet-4-20250514-v1:0 with on-demand throughput isn\\u2019t supported. Retry your "
                + "request with the ID or ARN of an inference profile that contains this model."
        ),
        (
            "AccessDenied",
            "User: arn:aws:sts::{0}:assumed-role/app/session is not authorized to perform: bedrock:InvokeModel because no "
                + "identity-based policy allows the bedrock:InvokeModel action"
        ),
    ];

    /// <summary>Appends a record.</summary>
    /// <param name="text">Receives the record.</param>
    /// <param name="number">The number of the event.</param>
    /// <param name="principals">The number of principals that share the invocations; with one, all records are the same call.</param>
    public static void Append(StringBuilder text, int number, int principals)
    {
        var dice = new Dice((ulong)number + 77_000_000_000);
        var principal = dice.NextBelow(principals);
        // What belongs to a principal is always the same for it.
        var traits = new Dice((ulong)principal + 55_000_000_000);
        var (account, region, agent) = (traits.Of(Accounts), traits.Of(Regions), traits.Of(UserAgents));
        var (model, endpoint) = (traits.Of(Models), traits.NextBelow(4) == 0 ? $"vpce-0{traits.Hex(16)}" : null);
        var call = principals == 1 ? Calls[0] : Pick(dice);
        var time = Time(number);
        var error = principals > 1 && dice.NextBelow(20) == 0 ? dice.Of(Errors) : default;
        text.Append(CultureInfo.InvariantCulture, $"{{\"eventVersion\":\"{traits.Of(Versions)}\",\"userIdentity\":");
        AppendIdentity(text, traits, dice, principal, account, Time(number / 1800 * 1800));
        text.Append(
            CultureInfo.InvariantCulture,
            $",\"eventTime\":\"{time}\",\"eventSource\":\"{call.Source}.amazonaws.com\",\"eventName\":\"{call.Name}\","
                + $"\"awsRegion\":\"{region}\",\"sourceIPAddress\":\"10.{traits.NextBelow(4)}.{traits.NextBelow(250)}."
                + $"{dice.NextBelow(8)}\",\"userAgent\":\"[{agent}]\""
        );
        if (error.Code is { } code)
        {
            var message = string.Format(CultureInfo.InvariantCulture, error.Message, account);
            text.Append(CultureInfo.InvariantCulture, $",\"errorCode\":\"{code}\",\"errorMessage\":\"{message}\"");
        }

        var parameters = call.Name switch
        {
            "InvokeAgent" => $"{{\"agentId\":\"{traits.Letters(10)}\",\"agentAliasId\":\"TSTALIASID\",\"sessionId\":\"{dice.Guid()}\"}}",
            "CreateInference" => "null",
            _ => $"{{\"modelId\":\"{string.Format(CultureInfo.InvariantCulture, model, account)}\"}}",
        };
        text.Append(CultureInfo.InvariantCulture, $",\"requestParameters\":{(error.Code == "AccessDenied" ? "null" : parameters)}");
        text.Append(",\"responseElements\":null");
        if (model.Contains("inference-profile", StringComparison.Ordinal) && error.Code is null)
        {
            text.Append(",\"additionalEventData\":{\"inferenceRegion\":\"eu-west-3\"}");
        }

        var isData = call.Name is "InvokeAgent" or "CreateInference";
        text.Append(CultureInfo.InvariantCulture, $",\"requestID\":\"{dice.Guid()}\",\"eventID\":\"{dice.Guid()}\"");
        text.Append(call.Name.StartsWith("Converse", StringComparison.Ordinal) ? ",\"readOnly\":true" : ",\"readOnly\":false");
        if (isData)
        {
            var type = call.Source == "bedrock" ? "AgentAlias" : "Model";
            text.Append(
                CultureInfo.InvariantCulture,
                $",\"resources\":[{{\"accountId\":\"{account}\",\"type\":\"AWS::Bedrock::{type}\","
                    + $"\"ARN\":\"arn:aws:bedrock:{region}:{account}:{traits.Letters(10)}\"}}]"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $",\"eventType\":\"AwsApiCall\",\"managementEvent\":{(isData ? "false" : "true")},\"recipientAccountId\":\"{account}\""
        );
        if (endpoint is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"vpcEndpointId\":\"{endpoint}\",\"vpcEndpointAccountId\":\"{account}\"");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $",\"eventCategory\":\"{(isData ? "Data" : "Management")}\",\"tlsDetails\":{{\"tlsVersion\":\"TLSv1.3\","
                + $"\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"bedrock-runtime.{region}.amazonaws.com\"}}}}"
        );
    }

    // The pace is that of the other events.
    private static string Time(int number) => Start.AddSeconds(number * 2L).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static (string Name, string Source, int Weight) Pick(Dice dice)
    {
        var left = dice.NextBelow(Calls.Sum(call => call.Weight));
        return Calls.First(call => (left -= call.Weight) < 0);
    }

    private static void AppendIdentity(StringBuilder text, Dice traits, Dice dice, int principal, string account, string hour)
    {
        var (id, key) = (traits.Letters(16), traits.Letters(16));
        switch (principal % 20)
        {
            case 1:
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"IAMUser\",\"principalId\":\"AIDA{id}A\",\"arn\":\"arn:aws:iam::{account}:user/batch-{principal}\","
                        + $"\"accountId\":\"{account}\",\"accessKeyId\":\"AKIA{key}\",\"userName\":\"batch-{principal}\"}}"
                );
                break;
            case 2:
                text.Append("{\"type\":\"AWSService\",\"invokedBy\":\"bedrock.amazonaws.com\"}");
                break;
            case 3 or 4:
                AppendSession(
                    text,
                    account,
                    id,
                    dice.Letters(16),
                    $"AWSReservedSSO_Developers_{traits.Hex(16)}",
                    "aws-reserved/sso.amazonaws.com/",
                    $"person{principal}@example.com",
                    $",\"onBehalfOf\":{{\"userId\":\"{traits.Guid()}\",\"identityStoreArn\":\"arn:aws:identitystore::{account}:"
                        + $"identitystore/d-{traits.Hex(10)}\"}}",
                    hour
                );
                break;
            case 5:
                AppendSession(
                    text,
                    account,
                    id,
                    dice.Letters(16),
                    $"notebook-{principal}",
                    "",
                    $"i-0{traits.Hex(16)}",
                    ",\"ec2RoleDelivery\":\"2.0\"",
                    hour
                );
                break;
            default:
                AppendSession(text, account, id, dice.Letters(16), $"app-{principal}-role", "service-role/", $"app-{principal}", "", hour);
                break;
        }
    }

    private static void AppendSession(
        StringBuilder text,
        string account,
        string id,
        string key,
        string role,
        string path,
        string session,
        string more,
        string created
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"{{\"type\":\"AssumedRole\",\"principalId\":\"AROA{id}A:{session}\",\"arn\":\"arn:aws:sts::{account}:assumed-role/{role}/"
                + $"{session}\",\"accountId\":\"{account}\",\"accessKeyId\":\"ASIA{key}\",\"sessionContext\":{{\"sessionIssuer\":"
                + $"{{\"type\":\"Role\",\"principalId\":\"AROA{id}A\",\"arn\":\"arn:aws:iam::{account}:role/{path}{role}\","
                + $"\"accountId\":\"{account}\",\"userName\":\"{role}\"}},\"attributes\":{{\"creationDate\":\"{created}\","
                + $"\"mfaAuthenticated\":\"false\"}}{more}}}}}"
        );
}
