using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// The program asks AWS for everything it needs before it declares anything. For every fault and every order of the answers there is one
/// error, and nothing to undo.
/// </summary>
[Collection("console")]
public sealed class AskingTests
{
    private const string Trail = "arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1";
    private const string Services = "cloudtrail.amazonaws.com";

    private static readonly string[] First = [FakeAws.OrganizationQuestion, FakeAws.CallerQuestion, FakeAws.TrailQuestion];

    private static readonly Dictionary<string, object> NoTrustedAccess = new() { ["awsServiceAccessPrincipals"] = FakeAws.List() };

    private static readonly Dictionary<string, object> StoppedTrail = new()
    {
        ["isMultiRegionTrail"] = true,
        ["isOrganizationTrail"] = true,
        ["enableLogging"] = false,
        ["s3BucketName"] = "organization-logs",
    };

    private static readonly Dictionary<string, Failure> Failures = new()
    {
        ["gaps in the organization"] = new(
            [],
            NoTrustedAccess,
            null,
            ["(2 gaps;", "activate-organizations-access", "enable-aws-service-access"]
        ),
        ["credentials of another account"] = new(
            [],
            null,
            null,
            ["(1 gap;", "the credentials are of account 111122223333"],
            Caller: "111122223333"
        ),
        ["no root told"] = new([], new() { ["roots"] = FakeAws.List() }, null, ["service control policies are not enabled"]),
        ["a stopped trail"] = new([], null, StoppedTrail, [$"The trail {Trail} cannot be reused:\n  - it is stopped"]),
        ["a trail that is not found"] = new(
            [],
            null,
            [],
            [$"AWS does not tell whether the trail {Trail} can be reused: its answer lacks", "describe-trails --region eu-west-1"]
        ),
        ["gaps and a stopped trail"] = new([], NoTrustedAccess, StoppedTrail, ["(2 gaps;", "cannot be reused:\n  - it is stopped"]),
        ["an organization that is refused"] = new(
            [FakeAws.OrganizationQuestion],
            null,
            null,
            ["AWS does not tell what the organization is: organization: AccessDenied: not for you\n", "organizations:DescribeOrganization"]
        ),
        ["a caller that is refused"] = new(
            [FakeAws.CallerQuestion],
            null,
            null,
            ["AWS does not tell whose the credentials are: caller: AccessDenied: not for you\n", "aws sts get-caller-identity"]
        ),
        ["a trail that cannot be read"] = new(
            [FakeAws.TrailQuestion],
            null,
            null,
            [$"whether the trail {Trail} can be reused: trail: AccessDenied: not for you\n", "cloudtrail:DescribeTrails"]
        ),
        ["delegated administrators that are refused"] = new(
            [Services],
            null,
            null,
            [
                $"AWS does not tell the delegated administrators of {Services}: {Services}: AccessDenied: not for you\n",
                "organizations:ListDelegatedAdministrators",
            ]
        ),
        ["a refused caller, gaps and a stopped trail"] = new(
            [FakeAws.CallerQuestion],
            NoTrustedAccess,
            StoppedTrail,
            ["whose the credentials are", "(2 gaps;", "it is stopped"]
        ),
        ["everything refused"] = new(
            First,
            null,
            null,
            ["what the organization is", "whose the credentials are", "can be reused: trail: AccessDenied"]
        ),
    };

    /// <summary>Every failure with every order of answers, in preview and update.</summary>
    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, bool>();
            foreach (var failure in Failures.Keys)
            {
                foreach (var order in OrderedAnswers.All(First))
                {
                    cases.Add(failure, string.Join(", ", order), true);
                    cases.Add(failure, string.Join(", ", order), false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_is_wrong_is_one_error_with_all_of_it_and_nothing_is_declared(string failure, string order, bool isPreview)
    {
        var wrong = Failures[failure];
        var answers = new OrderedAnswers(order.Split(", "));
        var aws = Aws(isPreview, question => answers.TurnAsync(question, () => wrong.Refuse(question)), wrong);

        // The exception is no AggregateException, so nothing else is logged.
        var error = await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(WithReusedTrail(), isPreview, aws));

        Assert.All(wrong.Told, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("unhandled", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Resources);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_declared_while_an_answer_is_outstanding(bool isPreview)
    {
        foreach (var held in (string[])[.. First, Services])
        {
            var (asked, answer) = (Gate(), Gate());
            FakeAws? aws = null;
            aws = Aws(
                isPreview,
                async question =>
                {
                    if (question == held)
                    {
                        asked.SetResult();
                        await answer.Task;
                    }
                }
            );
            var run = Task.Run(() => Stacks.RenderAsync(WithReusedTrail(), isPreview, aws), TestContext.Current.CancellationToken);
            await asked.Task;
            var before = aws.Resources.Count;
            answer.SetResult();

            Assert.NotEmpty((await run).Resources);
            Assert.Equal(0, before);
        }
    }

    [Fact]
    public async Task The_first_questions_are_asked_at_once()
    {
        // No question is answered before all are asked.
        var left = First.Length;
        var all = Gate();
        var aws = Aws(
            isPreview: true,
            question =>
            {
                if (First.Contains(question) && Interlocked.Decrement(ref left) == 0)
                {
                    all.SetResult();
                }

                return First.Contains(question) ? all.Task : Task.CompletedTask;
            }
        );

        Assert.NotEmpty((await Stacks.RenderAsync(WithReusedTrail(), isPreview: true, aws)).Resources);
    }

    [Fact]
    public async Task Without_the_preflight_the_organization_is_asked_all_the_same()
    {
        var config = WithReusedTrail(("skipPreflight", "true"));
        var aws = Aws(
            isPreview: true,
            question =>
                question == FakeAws.OrganizationQuestion ? throw new InvalidOperationException("no credentials") : Task.CompletedTask,
            new([], null, StoppedTrail, [])
        );

        var error = await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(config, isPreview: true, aws));

        Assert.Contains("what the organization is: no credentials\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("it is stopped", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Resources);
    }

    [Fact]
    public async Task Policies_that_do_not_fit_are_told_before_AWS_is_asked()
    {
        var asked = 0;
        var aws = Aws(isPreview: true, _ => Task.FromResult(Interlocked.Increment(ref asked)));
        var config = Stacks.With(("scpCharacterLimit", "1000"));

        var error = await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(config, isPreview: true, aws));

        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (asked, aws.Resources.Count));
    }

    private static Dictionary<string, string> WithReusedTrail(params (string Setting, string Value)[] more) =>
        Stacks.With([("trail", $$"""{"reuse":"{{Trail}}"}"""), .. more]);

    private static FakeAws Aws(bool isPreview, Func<string, Task> beforeAnswer, Failure? failure = null)
    {
        var ready = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview);
        return new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview)
        {
            BeforeAnswer = beforeAnswer,
            CallerAccountId = failure?.Caller,
            OrganizationOverrides = failure?.Organization ?? ready.OrganizationOverrides,
            ExistingTrail = failure?.Trail ?? ready.ExistingTrail,
        };
    }

    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A fault in AWS's answers.</summary>
    /// <param name="Refused">The questions that AWS refuses to answer.</param>
    /// <param name="Organization">The differences in AWS's answer about the organization.</param>
    /// <param name="Trail">The state of the trail.</param>
    /// <param name="Told">The texts that the error must contain.</param>
    /// <param name="Caller">The account of the credentials.</param>
    private sealed record Failure(
        IReadOnlyList<string> Refused,
        Dictionary<string, object>? Organization,
        Dictionary<string, object>? Trail,
        IReadOnlyList<string> Told,
        string? Caller = null
    )
    {
        // The exception has several lines and a cause, like those of the provider and its transport.
        public void Refuse(string question)
        {
            if (Refused.Contains(question))
            {
                throw new NotSupportedException(
                    $"{question}:\n\t* AccessDenied:\n\n not for you\n".Replace("\t* ", "", StringComparison.Ordinal),
                    new FormatException("inner")
                );
            }
        }
    }
}
