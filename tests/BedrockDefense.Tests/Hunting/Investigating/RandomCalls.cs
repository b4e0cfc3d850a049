using System.Globalization;
using System.Text.Json.Nodes;

namespace BedrockDefense.Tests.Hunting.Investigating;

/// <summary>Makes records of calls at random, of few principals, keys, addresses and calls, so that all of them occur together.</summary>
internal sealed class RandomCalls(int seed)
{
    public static readonly string[] Keys = ["AKIAALICE00000000000", "AKIABOB0000000000000", "ASIASESSION000000000"];

    private static readonly string[] Sources = ["iam", "s3", "bedrock", "sts"];
    private static readonly string[] Names =
    [
        "CreateUser",
        "GetObject",
        "InvokeModel",
        "Converse",
        "AssumeRole",
        "PutModelInvocationLoggingConfiguration",
        "DeleteModelInvocationLoggingConfiguration",
    ];

    private static readonly string[] Addresses =
    [
        "203.0.113.7",
        "203.0.113.200",
        "198.51.100.7",
        "2001:db8::1",
        "2001:db8:0:1::1",
        "s3.amazonaws.com",
    ];
    private static readonly string[] Agents = ["aws-cli/2", "Boto3/1", "curl"];
    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];
    private static readonly string[] Accounts = ["111122223333", "444455556666"];
    private static readonly string[] Models = ["model-a", "model-b"];
    private static readonly DateTime Start = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);

    /// <summary>Makes a record.</summary>
    public string Next(int number)
    {
        // Few different minutes, so that several events are of one second.
        var time = Start.AddDays(_random.Next(50)).AddHours(_random.Next(24)).AddMinutes(30 * _random.Next(2));
        var key = _random.Next(6) == 0 ? null : Pick(Keys);
        var identity = new JsonObject { ["type"] = "IAMUser" };
        if (key == Keys[2])
        {
            identity["arn"] = $"arn:aws:sts::111122223333:assumed-role/Admin/{_random.Next(2)}";
            identity["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject { ["arn"] = "arn:aws:iam::111122223333:role/Admin" },
                ["attributes"] = new JsonObject { ["mfaAuthenticated"] = Pick(["true", "false"]) },
            };
        }
        else
        {
            identity["arn"] = $"arn:aws:iam::111122223333:user/{Pick(["alice", "bob", "carol"])}";
        }

        if (key is not null)
        {
            identity["accessKeyId"] = key;
        }

        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["eventID"] = $"e-{number}",
            ["eventTime"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = $"{Pick(Sources)}.amazonaws.com",
            ["eventName"] = Pick(Names),
            ["awsRegion"] = Pick(Regions),
            ["sourceIPAddress"] = Pick(Addresses),
            ["userAgent"] = Pick(Agents),
            ["recipientAccountId"] = Pick(Accounts),
            ["userIdentity"] = identity,
            ["requestParameters"] = new JsonObject
            {
                ["modelId"] = Pick(Models),
                ["roleArn"] = $"arn:aws:iam::111122223333:role/{_random.Next(2)}",
                ["loggingConfig"] = Logging(isComplete: _random.Next(2) == 0),
            },
        };
        if (_random.Next(3) == 0)
        {
            record["additionalEventData"] = new JsonObject { ["inputTokens"] = _random.Next(100), ["outputTokens"] = _random.Next(100) };
        }

        if (_random.Next(5) == 0)
        {
            record["errorCode"] = Pick(["AccessDenied", "ThrottlingException"]);
        }

        return record.ToJsonString();
    }

    private static JsonObject Logging(bool isComplete) =>
        new()
        {
            ["textDataDeliveryEnabled"] = isComplete,
            ["imageDataDeliveryEnabled"] = true,
            ["embeddingDataDeliveryEnabled"] = true,
            ["videoDataDeliveryEnabled"] = true,
            ["audioDataDeliveryEnabled"] = true,
            ["s3Config"] = new JsonObject { ["bucketName"] = "b" },
        };

    private string Pick(string[] some) => some[_random.Next(some.Length)];
}
