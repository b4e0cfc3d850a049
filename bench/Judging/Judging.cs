using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Scp.Reading;
using BenchmarkDotNet.Attributes;

namespace BedrockDefense.Bench;

/// <summary>
/// Measures how long it takes to judge a random request by the packed guardrails, as a multiple of parsing the first of them once.
/// </summary>
public class Judging
{
    private const int Requests = 10_000;

    private IReadOnlyList<PackedPolicy> _packed = [];
    private ScpLevel _level = new("root", []);
    private List<RequestContext> _requests = [];

    [GlobalSetup]
    public void Prepare()
    {
        var settings = CheckedSettings.Parse(
            new Dictionary<string, string>
            {
                ["aws:region"] = "eu-central-1",
                ["bedrock-defense:administrators"] = """["arn:aws:iam::*:role/BedrockLoggingAdmin"]""",
                ["bedrock-defense:denyUnloggedInference"] = "true",
                ["bedrock-defense:guardrails"] = """{"requireMfa":true}""",
            }
        );
        _packed = GuardrailPolicies.Of(settings);
        _level = new ScpLevel(
            "root",
            [PolicyDocument.FullAwsAccess, .. _packed.Select(policy => PolicyReader.Parse(policy.Json, policy.Name))]
        );
        _requests = RandomRequests(new Random(20261125));
    }

    [Benchmark(Baseline = true)]
    public PolicyDocument Parse() => PolicyReader.Parse(_packed[0].Json, _packed[0].Name);

    [Benchmark(OperationsPerInvoke = Requests)]
    public int Judge() => _requests.Count(request => !ScpEvaluator.Evaluate([_level], request).IsAllowed);

    private static List<RequestContext> RandomRequests(Random random)
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
}
