using System.Text.Json;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

/// <summary>
/// The detections of non-administrators and of disguised roles together exempt the same roles as a service control policy with the same
/// administrators. The tests compare the two engines and, as a third, the compiled pattern, on every role name made from a few critical
/// fragments.
/// </summary>
public sealed class AdministratorExemptionTests
{
    private static readonly string[] Administrators =
    [
        "arn:aws:iam::*:role/BedrockLoggingAdmin",
        "arn:aws:iam::111122223333:role/Own",
        "arn:aws:iam::*:role/team/*",
        "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*",
    ];

    private static readonly string[] Fragments =
    [
        "x",
        "/",
        ":",
        ":role/",
        "Own",
        "BedrockLoggingAdmin",
        "bedrockloggingadmin",
        "team/",
        "aws-reserved/sso.amazonaws.com/",
        "AWSReservedSSO_SecurityAdmin_",
        "arn:aws:iam::",
    ];

    private static readonly string[] Prefixes =
    [
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::444455556666:role/",
        "arn:aws-us-gov:iam::111122223333:role/",
        "arn:aws:iam::111122223333:user/",
    ];

    [Theory]
    [InlineData(
        "DeleteModelInvocationLoggingConfiguration",
        "bedrock-logging-deletion-by-non-admin",
        "bedrock-logging-deletion-by-disguised-role"
    )]
    [InlineData(
        "PutModelInvocationLoggingConfiguration",
        "bedrock-logging-change-by-non-admin",
        "bedrock-logging-change-by-disguised-role"
    )]
    [InlineData(
        "GetModelInvocationLoggingConfiguration",
        "bedrock-logging-enumeration-by-non-admin",
        "bedrock-logging-enumeration-by-disguised-role"
    )]
    public void Whom_the_policy_denies_the_detections_report_and_whom_it_exempts_they_spare(string eventName, params string[] ids)
    {
        var action = $"bedrock:{eventName}";
        var policy = PolicyDenying(action);
        SigmaRule[] rules =
        [
            .. ids.Select(id =>
                SigmaRule
                    .Parse(Repository.Policy($"detections/{id}/rule.yml"), "rule.yml")
                    .Expand(
                        new Dictionary<string, IReadOnlyList<string>>
                        {
                            ["administrators"] = Administrators,
                            ["restorerRoles"] = ["bedrock-defense-restorer-*"],
                            ["otherPermissionSets"] = ["AWSReservedSSO_SecurityAdmin_*_*"],
                        }
                    )
            ),
        ];
        EventPattern[] patterns = [.. rules.Select(rule => EventPattern.Parse(EventBridgeCompiler.Compile(rule).Json))];
        foreach (var arn in Prefixes.SelectMany(prefix => Names(3).Select(name => prefix + name)))
        {
            var denied = policy.Evaluate(RequestContext.Create(arn, action)).Decision == Decision.ExplicitlyDenied;
            var record = JsonSerializer.SerializeToElement(
                new
                {
                    eventSource = "bedrock.amazonaws.com",
                    eventName,
                    eventType = "AwsApiCall",
                    userIdentity = new { sessionContext = new { sessionIssuer = new { arn } } },
                }
            );
            // There is one difference, on the safe side: an exempt role whose own path imitates another role's ARN.
            var imitates = arn[Prefixes[0].Length..].Contains(":role/", StringComparison.Ordinal);
            Assert.True(rules.Any(rule => rule.Match(record).IsMatch) == (denied || imitates), arn);
            Assert.True(patterns.Any(pattern => pattern.Match(BusEvent.Of(record)).IsMatch) == (denied || imitates), arn);
        }
    }

    private static PolicyDocument PolicyDenying(string action) =>
        PolicyReader.Parse(
            JsonSerializer.Serialize(
                new
                {
                    Version = "2012-10-17",
                    Statement = new
                    {
                        Effect = "Deny",
                        Action = action,
                        Resource = "*",
                        Condition = new { ArnNotLike = new Dictionary<string, string[]> { ["aws:PrincipalArn"] = Administrators } },
                    },
                }
            ),
            "deny"
        );

    private static IEnumerable<string> Names(int fragments) =>
        fragments == 1
            ? Fragments
            : Names(fragments - 1).SelectMany(name => Fragments.Select(fragment => name + fragment)).Concat(Fragments).Distinct();
}
