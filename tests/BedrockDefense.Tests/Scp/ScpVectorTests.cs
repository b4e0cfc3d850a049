using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

/// <summary>
/// Compares decisions with those in <c>cases/scp.json</c>, which another evaluator made: levels, a request, and the decision.
/// </summary>
public sealed class ScpVectorTests
{
    private const string File = "scp.json";

    public static TheoryData<string> Cases() => CaseFile.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_set_of_policies_decides_as_the_case_expects(string name)
    {
        var one = CaseFile.Find(File, name);
        var levels = one.GetProperty("levels")
            .EnumerateArray()
            .Select(
                (policies, index) =>
                    new ScpLevel(
                        $"level {index}",
                        [
                            .. policies
                                .EnumerateArray()
                                .Select((policy, position) => PolicyReader.Parse(policy.GetRawText(), $"policy {position}")),
                        ]
                    )
            )
            .ToList();
        var context = CaseFile.Context(one);

        var verdict = ScpEvaluator.Evaluate(
            levels,
            RequestContext.Create(
                one.GetProperty("principal").GetString()!,
                one.GetProperty("action").GetString()!,
                one.GetProperty("resource").GetString()!,
                context,
                principalArnAbsent: !context.ContainsKey("aws:PrincipalArn")
            )
        );

        Assert.Equal(one.GetProperty("expect").GetString(), verdict.Decision.ToString());
        Assert.Equal(levels.Sum(level => level.Policies.Sum(policy => policy.Statements.Count)), verdict.Explanations.Count);
        Assert.Equal(verdict.Decision == Decision.ImplicitlyDenied, verdict.DecidingStatement is null);
    }
}
