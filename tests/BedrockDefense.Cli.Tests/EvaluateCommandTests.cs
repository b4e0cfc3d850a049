using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

[Collection("console")]
public sealed class EvaluateCommandTests : IDisposable
{
    private const string Role = "arn:aws:iam::111122223333:role/App";
    private const string Delete = "bedrock:DeleteModelInvocationLoggingConfiguration";
    private const string DenyDelete = """
        {"Sid":"DenyDelete","Effect":"Deny","Action":"bedrock:Delete*","Resource":"*",
        "Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/Admin"}}}
        """;
    private const string AllowS3 = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";

    private static readonly string[] Levels = ["root", "ou", "account"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluate-");

    public static TheoryData<string> Cases() => [.. Vectors().Select(one => one.GetProperty("name").GetString()!)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_vector_is_decided_as_expected(string name)
    {
        var one = Vectors().Single(candidate => candidate.GetProperty("name").GetString() == name);
        List<string> arguments =
        [
            "evaluate",
            "--no-full-access",
            "--principal",
            one.GetProperty("principal").GetString()!,
            "--action",
            one.GetProperty("action").GetString()!,
            "--resource",
            one.GetProperty("resource").GetString()!,
        ];
        foreach (var (level, policies) in Levels.Zip(one.GetProperty("levels").EnumerateArray()))
        {
            // The level alone says that it is there, which matters when it has no policies.
            arguments.AddRange(["--scp", $"{level}:"]);
            foreach (var policy in policies.EnumerateArray())
            {
                arguments.AddRange(["--scp", $"{level}:{Write(policy.GetRawText())}"]);
            }
        }

        var context = one.GetProperty("context");
        foreach (var key in context.EnumerateObject())
        {
            var values = key.Value.ValueKind == JsonValueKind.Array ? [.. key.Value.EnumerateArray()] : new[] { key.Value };
            arguments.AddRange(values.SelectMany(value => new[] { "--context", $"{key.Name}={value.GetString()}" }));
        }

        if (!context.TryGetProperty("aws:PrincipalArn", out _))
        {
            arguments.Add("--principal-arn-absent");
        }

        var (exit, output, error) = await Run([.. arguments]);

        var expected = one.GetProperty("expect").GetString()!;
        Assert.Equal("", error);
        Assert.Equal(expected, output.Split(Environment.NewLine)[0]);
        Assert.Equal(expected == "Allowed" ? 0 : 1, exit);
    }

    [Fact]
    public async Task The_decision_comes_first_then_the_reason_then_every_statement()
    {
        var protect = Policy(DenyDelete);

        var (exit, output, _) = await Run("evaluate", "--scp", protect, "--principal", Role, "--action", Delete);

        Assert.Equal(1, exit);
        Assert.Equal(
            [
                "ExplicitlyDenied",
                $"denied by statement DenyDelete (1) of {protect} at root",
                $"  statement 1 of FullAWSAccess at root (Allow) matches: Action: \"{Delete}\" matches \"*\"; Resource: "
                    + "\"*\" matches \"*\"",
                $"  statement DenyDelete (1) of {protect} at root (Deny) matches: Action: \"{Delete}\" matches \"bedrock:Delete*\"; "
                    + $"Resource: \"*\" matches \"*\"; ArnNotLike aws:PrincipalArn: \"{Role}\" matches none of "
                    + "\"arn:aws:iam::*:role/Admin\"",
            ],
            output.TrimEnd().Split(Environment.NewLine)
        );
    }

    [Fact]
    public async Task An_exempt_principal_is_allowed() =>
        Assert.Equal(
            (0, "Allowed"),
            await Decide("--scp", Policy(DenyDelete), "--principal", "arn:aws:iam::111122223333:role/Admin", "--action", Delete)
        );

    [Fact]
    public async Task An_exempt_principal_without_the_principal_arn_key_is_denied() =>
        Assert.Equal(
            (1, "ExplicitlyDenied"),
            await Decide(
                "--scp",
                Policy(DenyDelete),
                "--principal",
                "arn:aws:iam::111122223333:role/Admin",
                "--action",
                Delete,
                "--principal-arn-absent"
            )
        );

    [Fact]
    public async Task Full_access_is_assumed_beside_the_policies() =>
        Assert.Equal((0, "Allowed"), await Decide("--scp", Policy(AllowS3), "--principal", Role, "--action", Delete));

    [Fact]
    public async Task Without_full_access_only_what_the_policies_allow_is_allowed()
    {
        var policy = Policy(AllowS3);

        Assert.Equal((1, "ImplicitlyDenied"), await Decide("--scp", policy, "--no-full-access", "--principal", Role, "--action", Delete));
        Assert.Equal((0, "Allowed"), await Decide("--scp", policy, "--no-full-access", "--principal", Role, "--action", "s3:GetObject"));
    }

    [Fact]
    public async Task Several_files_may_follow_one_option() =>
        Assert.Equal(
            (1, "ExplicitlyDenied"),
            await Decide("--scp", Policy(AllowS3), Policy(DenyDelete), "--principal", Role, "--action", Delete)
        );

    [Fact]
    public async Task A_condition_key_given_twice_has_two_values()
    {
        var policy = Policy(
            """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a=1","b"]}}}"""
        );

        Assert.Equal(
            (1, "ExplicitlyDenied"),
            await Decide(
                "--scp",
                policy,
                "--principal",
                Role,
                "--action",
                Delete,
                "--context",
                "aws:TagKeys=a=1",
                "--context",
                "AWS:tagkeys=b"
            )
        );
        Assert.Equal(
            (0, "Allowed"),
            await Decide(
                "--scp",
                policy,
                "--principal",
                Role,
                "--action",
                Delete,
                "--context",
                "aws:TagKeys=a=1",
                "--context",
                "aws:TagKeys=c"
            )
        );
    }

    [Fact]
    public async Task A_session_is_refused_with_the_role_to_give_instead()
    {
        var (exit, output, error) = await Run(
            "evaluate",
            "--scp",
            Policy(DenyDelete),
            "--principal",
            "arn:aws:sts::111122223333:assumed-role/Admin/alice",
            "--action",
            Delete
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("aws:PrincipalArn is the ARN of the role itself", Unwrapped(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_policy_is_refused_with_its_place()
    {
        var (exit, output, error) = await Run(
            "evaluate",
            "--scp",
            Policy("""{"Efect":"Deny","Action":"*","Resource":"*"}"""),
            "--principal",
            Role,
            "--action",
            Delete
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("\"Efect\" is not an element of a statement", Unwrapped(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        var (exit, _, error) = await Run(
            "evaluate",
            "--scp",
            Path.Combine(_folder.FullName, "none.json"),
            "--principal",
            Role,
            "--action",
            Delete
        );

        Assert.Equal(2, exit);
        Assert.Contains("cannot read the policy", Unwrapped(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_malformed_is_refused_together()
    {
        var (exit, _, error) = await Run("evaluate", "--context", "aws:SourceIp");

        Assert.Equal(2, exit);
        Assert.Contains("--principal is missing", error, StringComparison.Ordinal);
        Assert.Contains("--action is missing", error, StringComparison.Ordinal);
        Assert.Contains("--context \"aws:SourceIp\" is not of the form KEY=VALUE", Unwrapped(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_refused()
    {
        var (exit, output, error) = await Run(
            "evaluate",
            "--scp",
            Policy(AllowS3),
            "--no-ful-access",
            "--principal",
            Role,
            "--action",
            Delete
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("Unknown option 'no-ful-access'", Unwrapped(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_is_needed()
    {
        var (exit, _, error) = await Run("evaluate", "--principal", Role, "--action", Delete);

        Assert.Equal(2, exit);
        Assert.Contains("--scp is missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exported_guardrail_leaves_an_excluded_account_alone()
    {
        var config = Path.Combine(_folder.FullName, "Pulumi.excluding.yaml");
        await File.WriteAllTextAsync(
            config,
            """
            {"config":{"aws:region":"eu-central-1","bedrock-defense:administrators":["arn:aws:iam::*:role/Admin"],
            "bedrock-defense:guardrails":{"targets":["r-exam"],"exclude":["444455556666","ou-exam-sandbox1"]}}}
            """,
            TestContext.Current.CancellationToken
        );
        var exported = Path.Combine(_folder.FullName, "exported");
        Assert.Equal(0, (await Run("guardrails", "--config", config, "--out", exported)).Exit);
        string[] policies = [.. Directory.EnumerateFiles(exported, "*-guardrails-?.json").SelectMany(file => new[] { "--scp", file })];

        Assert.Equal((0, "Allowed"), await Decide([.. policies, "--principal", "arn:aws:iam::444455556666:role/Dev", "--action", Delete]));
        Assert.Equal(
            (0, "Allowed"),
            await Decide([
                .. policies,
                "--principal",
                Role,
                "--action",
                Delete,
                "--context",
                "aws:PrincipalOrgPaths=o-exampleorg/r-exam/ou-exam-sandbox1/",
            ])
        );
        var (exit, output, error) = await Run(["evaluate", .. policies, "--principal", Role, "--action", Delete]);
        Assert.Equal((1, "ExplicitlyDenied"), (exit, output.Split(Environment.NewLine)[0]));
        Assert.Contains("hangs on aws:PrincipalOrgPaths, which AWS gives but nothing here tells", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "bedrock:DeleteModelInvocationLogging",
        "warning: \"bedrock:DeleteModelInvocationLogging\" is no action of IAM; the nearest is DeleteModelInvocationLoggingConfiguration"
    )]
    [InlineData(
        "bedrok:InvokeModel",
        "warning: \"bedrok:InvokeModel\" is of no service whose actions are known here; the nearest is bedrock"
    )]
    [InlineData("redshift:CreateCluster", "")]
    public async Task An_action_that_IAM_does_not_know_is_told(string action, string warning)
    {
        var (exit, output, error) = await Run("evaluate", "--scp", Policy(AllowS3), "--principal", Role, "--action", action);

        Assert.Equal((0, "Allowed", warning), (exit, output.Split(Environment.NewLine)[0], error.TrimEnd()));
    }

    [Fact]
    public async Task A_policy_s_action_that_IAM_does_not_know_is_told()
    {
        var (_, _, error) = await Run(
            "evaluate",
            "--scp",
            Policy("""{"Effect":"Deny","Action":"bedrock:DeleteModelInvocationLogging","Resource":"*"}"""),
            "--principal",
            Role,
            "--action",
            Delete
        );

        Assert.Contains(
            "\"bedrock:DeleteModelInvocationLogging\" is no action of IAM; the nearest is DeleteModelInvocationLoggingConfiguration",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_follows_from_the_principal_cannot_be_contradicted()
    {
        var (exit, output, error) = await Run(
            "evaluate",
            "--scp",
            Policy(AllowS3),
            "--principal",
            Role,
            "--action",
            Delete,
            "--context",
            "aws:PrincipalAccount=444455556666"
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(
            "aws:PrincipalAccount is given as \"444455556666\", but it follows from the principal",
            Unwrapped(error),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_caller_without_credentials_is_not_restricted() =>
        Assert.Equal((0, "Allowed"), await Decide("--scp", Policy(DenyDelete), "--principal", "anonymous", "--action", "s3:GetObject"));

    private static List<JsonElement> Vectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository(), "tests", "cases", "scp.json")));
        return [.. document.RootElement.GetProperty("cases").Clone().EnumerateArray()];
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BedrockDefense.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return folder;
    }

    // Errors are wrapped to the width of the console.
    private static string Unwrapped(string error) =>
        string.Join(' ', error.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static async Task<(int Exit, string Decision)> Decide(params string[] arguments)
    {
        var (exit, output, error) = await Run(["evaluate", .. arguments]);
        Assert.Equal("", error);
        return (exit, output.Split(Environment.NewLine)[0]);
    }

    private static async Task<(int Exit, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var capturedOutput = new StringWriter();
        using var capturedError = new StringWriter();
        Console.SetOut(capturedOutput);
        Console.SetError(capturedError);
        try
        {
            var exit = await CommandLine.RunAsync(arguments);
            return (exit, capturedOutput.ToString(), capturedError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private string Policy(string statement) => Write($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");

    private string Write(string policy)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, policy);
        return path;
    }
}
