using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests what each policy of the rendered stack must allow, and what it must not allow.</summary>
[Collection("console")]
public sealed class PolicyCasesTests
{
    private const string Cases = "stack/policies.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_policy_decides_as_it_must(string name)
    {
        var one = Repository.Find<PolicyCase>(Cases, name);

        var verdict = one.Judge(await Stacks.SampleAsync());

        Assert.True(one.Allowed == verdict.IsAllowed, $"{verdict.Reason}\n{string.Join('\n', verdict.Explanations)}");
    }

    [Fact]
    public async Task Every_policy_of_the_stack_has_a_case()
    {
        var stack = await Stacks.SampleAsync();
        var judged = Repository.Cases(Cases).Select(one => one["policy"]!.GetValue<string>().Split(' ')[0]).ToHashSet();

        string[] types =
        [
            .. stack
                .Resources.Where(resource => resource.Inputs.ContainsKey("policy"))
                .Select(resource => resource.Title().Split(' ')[0])
                .Distinct(),
        ];

        Assert.All(types, type => Assert.Contains(type, judged));
    }
}
