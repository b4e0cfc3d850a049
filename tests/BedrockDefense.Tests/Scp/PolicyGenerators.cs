using System.Text.Json;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Scp;

/// <summary>The parts of a statement, from which a policy is written.</summary>
public sealed record StatementSpec(bool Deny, bool Not, IReadOnlyList<string> Actions, IReadOnlyList<string> Exempt)
{
    public object ToJson() =>
        new Dictionary<string, object>
        {
            ["Effect"] = Deny ? "Deny" : "Allow",
            [Not ? "NotAction" : "Action"] = Actions,
            ["Resource"] = "*",
            ["Condition"] = new Dictionary<string, object>
            {
                ["ArnNotLike"] = new Dictionary<string, object> { ["aws:PrincipalArn"] = Exempt },
            },
        };
}

/// <summary>Levels of policies with statements, and a call.</summary>
public sealed record Scenario(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<StatementSpec>>> Levels,
    string Principal,
    string Action,
    bool PrincipalArnAbsent
)
{
    public Decision Decide() =>
        ScpEvaluator
            .Evaluate(
                [.. Levels.Select((policies, index) => new ScpLevel($"level {index}", [.. policies.Select(Parse)]))],
                RequestContext.Create(Principal, Action, principalArnAbsent: PrincipalArnAbsent)
            )
            .Decision;

    /// <summary>Makes a copy with one more policy at a level.</summary>
    public Scenario With(int level, StatementSpec added) =>
        this with
        {
            Levels = [.. Levels.Select((policies, index) => index == level ? [.. policies, [added]] : policies)],
        };

    /// <summary>Makes a copy with every statement changed.</summary>
    public Scenario Map(Func<StatementSpec, StatementSpec> change) =>
        this with
        {
            Levels =
            [
                .. Levels.Select(policies =>
                    (IReadOnlyList<IReadOnlyList<StatementSpec>>)
                        [.. policies.Select(statements => (IReadOnlyList<StatementSpec>)[.. statements.Select(change)])]
                ),
            ],
        };

    private static PolicyDocument Parse(IReadOnlyList<StatementSpec> statements) =>
        PolicyReader.Parse(
            JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = statements.Select(statement => statement.ToJson()) }),
            "generated"
        );
}

/// <summary>Generates policies with few actions and principals, so that statements often match.</summary>
public static class PolicyGenerators
{
    private static readonly string[] Actions = ["bedrock:Delete", "bedrock:Put", "bedrock:Get", "s3:Get"];
    private static readonly string[] ActionPatterns = ["*", "bedrock:*", "bedrock:Delete", "BEDROCK:?et", "s3:*", "s3:Get"];
    private static readonly string[] Principals =
    [
        "arn:aws:iam::111122223333:role/A",
        "arn:aws:iam::111122223333:role/B",
        "arn:aws:iam::444455556666:user/a",
    ];
    private static readonly string[] ArnPatterns =
    [
        "arn:aws:iam::*:role/A",
        "arn:aws:iam::*:role/B",
        "arn:aws:iam::444455556666:*",
        "arn:aws:iam::*",
        "arn:aws:iam::*:user/C",
    ];

    public static Arbitrary<StatementSpec> Statement() => Statements().ToArbitrary();

    public static Arbitrary<Scenario> Scenarios() =>
        (
            from levels in Gen.Choose(1, 3).SelectMany(count => Levels().ListOf(count))
            from principal in Gen.Elements(Principals)
            from action in Gen.Elements(Actions)
            from absent in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Scenario([.. levels], principal, action, absent)
        ).ToArbitrary();

    private static Gen<IReadOnlyList<IReadOnlyList<StatementSpec>>> Levels() =>
        from policies in Gen.Choose(0, 2).SelectMany(count => Policies().ListOf(count))
        from full in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        select (IReadOnlyList<IReadOnlyList<StatementSpec>>)
            [
                .. full
                    ?
                    [
                        [new StatementSpec(false, false, ["*"], ["arn:aws:iam::*:user/nobody"])],
                    ]
                    : Array.Empty<IReadOnlyList<StatementSpec>>(),
                .. policies,
            ];

    private static Gen<IReadOnlyList<StatementSpec>> Policies() =>
        Gen.Choose(1, 3)
            .SelectMany(count => Statements().ListOf(count))
            .Select(statements => (IReadOnlyList<StatementSpec>)[.. statements]);

    private static Gen<StatementSpec> Statements() =>
        from deny in Gen.Elements(true, false)
        from not in Gen.Elements(true, false)
        from actions in Some(ActionPatterns)
        from exempt in Some(ArnPatterns)
        select new StatementSpec(deny, not, actions, exempt);

    private static Gen<IReadOnlyList<string>> Some(string[] from) =>
        Gen.Choose(1, 3).SelectMany(count => Gen.Elements(from).ListOf(count)).Select(chosen => (IReadOnlyList<string>)[.. chosen]);
}
