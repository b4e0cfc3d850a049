using System.Diagnostics;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

// How long it takes to judge random requests by the packed guardrails, as a multiple of parsing these once for each
// request: the median of five alternating runs each.
const int Requests = 10_000;
const int Runs = 5;

var settings = CheckedSettings.Parse(
    new Dictionary<string, string>
    {
        ["aws:region"] = "eu-central-1",
        ["bedrock-defense:administrators"] = """["arn:aws:iam::*:role/BedrockLoggingAdmin"]""",
        ["bedrock-defense:denyUnloggedInference"] = "true",
        ["bedrock-defense:guardrails"] = """{"requireMfa":true}""",
    }
);
var packed = GuardrailPolicies.Of(settings);
var level = new ScpLevel(
    "root",
    [PolicyDocument.FullAwsAccess, .. packed.Select(policy => PolicyDocument.Parse(policy.Json, policy.Name))]
);
var requests = RandomRequests(new Random(20261125));

var (judging, parsing, denied) = (new List<double>(), new List<double>(), 0);
for (var run = 0; run < Runs; run++)
{
    judging.Add(Milliseconds(() => denied = requests.Count(request => !ScpEvaluator.Evaluate([level], request).IsAllowed)));
    parsing.Add(
        Milliseconds(() =>
        {
            for (var number = 0; number < Requests; number++)
            {
                _ = PolicyDocument.Parse(packed[0].Json, packed[0].Name);
            }
        })
    );
}

var (judge, parse) = (Median(judging), Median(parsing));
Console.WriteLine(
    FormattableString.Invariant(
        $"{Requests} requests judged ({denied} denied) {judge, 14:F0} ms {judge / parse, 8:F2} x parsing the policy for each"
    )
);

static double Milliseconds(Action action)
{
    var start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static List<RequestContext> RandomRequests(Random random)
{
    string[] principals =
    [
        "role/DataScientist",
        "role/BedrockLoggingAdmin",
        "role/stacksets-exec-0123",
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_0123456789abcdef",
        "user/alice",
        "root",
    ];
    (string Action, string Resource)[] calls =
    [
        ("bedrock:DeleteModelInvocationLoggingConfiguration", "*"),
        ("bedrock:InvokeModel", "arn:aws:bedrock:eu-central-1::foundation-model/m"),
        ("s3:GetObject", "arn:aws:s3:::app/key"),
        ("s3:DeleteObject", "arn:aws:s3:::bedrock-defense-invocations-1/key"),
        ("ec2:DescribeInstances", "*"),
        ("events:DisableRule", "arn:aws:events:eu-central-1:111122223333:rule/bedrock-defense-forwarder-1"),
        ("iam:CreateRole", "arn:aws:iam::111122223333:role/app"),
        ("iam:PassRole", "arn:aws:iam::111122223333:role/bedrock-defense-restorer-eu-central-1"),
        ("logs:DeleteLogGroup", "arn:aws:logs:eu-central-1:111122223333:log-group:/app"),
        ("kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/0f"),
        ("organizations:LeaveOrganization", "*"),
        ("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:jobs"),
    ];
    return
    [
        .. Enumerable
            .Range(0, Requests)
            .Select(_ =>
            {
                var (action, resource) = calls[random.Next(calls.Length)];
                return RequestContext.Create(
                    $"arn:aws:iam::111122223333:{principals[random.Next(principals.Length)]}",
                    action,
                    resource,
                    new Dictionary<string, IReadOnlyList<string>>
                    {
                        ["aws:RequestedRegion"] = ["eu-central-1"],
                        ["aws:PrincipalAccount"] = ["111122223333"],
                    }
                );
            }),
    ];
}
