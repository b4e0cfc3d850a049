using System.Text.Json;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Cli.Tests;

/// <summary>
/// Configurations with random combinations of odd, too large or wrong values; the combinations are always the same. No verb fails over one,
/// all verbs refuse the same ones, and the message names the setting.
/// </summary>
[Collection("console")]
public sealed class OddConfigurationsTests
{
    private const int Configurations = 24;

    // Any of these values, alone or with others, must be accepted or refused.
    private static readonly (string Setting, string[] Values)[] OddValues =
    [
        ("administrators", [Administrators(1), Administrators(8), Administrators(9), Administrators(40), ManyAdministrators(1, 500), "[]"]),
        ("regions", ["""["eu-central-1"]""", """["eu-central-1","us-east-1","ap-southeast-1","us-west-2","eu-north-1"]"""]),
        (
            "invocationLogging",
            [
                Logging("logGroup", 'x', 60),
                Logging("logGroup", '#', 180),
                Logging("logGroup", '/', 181),
                Logging("role", '+', 64),
                Logging("role", '=', 65),
                Logging("bucket", 'a', 63),
                Logging("bucket", 'b', 64),
                """{"bucket":"a*b*c*d*e*f*g*h*i*j"}""",
                """{"s3":"all","bucket":"a-*"}""",
                """{"role":"bedrock-defense-canary"}""",
            ]
        ),
        (
            "runbookBaseUrl",
            [
                "https://wiki.example.com",
                $"https://wiki.example.com/{new string('x', 3_000)}",
                $"https://wiki.example.com/{new string('x', 7_500)}",
                $"https://wiki.example.com/{string.Concat(Enumerable.Repeat("%41", 2_000))}",
            ]
        ),
        (
            "maintenance",
            [
                Window(1, "alert-path-tampering"),
                Window(15, "alert-path-tampering"),
                Window(60, "alert-path-tampering"),
                Window(2, "bedrock-logging-deletion-by-non-admin"),
                Window(2, "cloudtrail-narrowed"),
            ]
        ),
        ("guardrails", ["""{"targets":["r-exam"],"requireMfa":true}""", Exclusions(5), Exclusions(400)]),
        ("scpCharacterLimit", ["5120", "2000", "1000"]),
        ("scpsPerTargetLimit", ["2", "5"]),
        ("denyUnloggedInference", ["true"]),
        (
            "trail",
            [
                """{"reuse":"arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization"}""",
                $$"""{"reuse":"arn:aws:cloudtrail:eu-central-1:999999999999:trail/{{new string('t', 128)}}"}""",
            ]
        ),
        ("restore", ["""{"mode":"off"}""", """{"mode":"always"}"""]),
        (
            "alerts",
            [
                Queues(3),
                Queues(150),
                OwnDestinations(3),
                OwnDestinations(4),
                """[{"protocol":"chat"}]""",
                """[{"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:444455556666:a.fifo"}]""",
            ]
        ),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Configurations)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Every_verb_takes_it_or_refuses_it_alike_by_the_setting(int number)
    {
        var config = Configuration(number);
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Pulumi.odd.yaml");
        await File.WriteAllTextAsync(file, $"config: {JsonSerializer.Serialize(config)}", TestContext.Current.CancellationToken);

        var plan = await CommandLineRun.Of("plan", "--config", file);
        var rehearsal = await CommandLineRun.Of("rehearse", "--scenario", "audit-mode", "--config", file);
        var guardrails = await CommandLineRun.Of("guardrails", "--config", file);
        var cost = await CommandLineRun.Of("cost", "--accounts", "10", "--config", file);
        var access = await CommandLineRun.Of("access", "--config", file);

        Assert.All([plan, rehearsal, guardrails, cost, access], run => Assert.InRange(run.ExitCode, 0, 2));
        Assert.All(
            [rehearsal, guardrails, cost, access],
            run => Assert.Equal((plan.ExitCode == 2, plan.Errors), (run.ExitCode == 2, run.Errors))
        );
        Assert.All(plan.ErrorLines, line => Assert.StartsWith("error: bedrock-defense:", line, StringComparison.Ordinal));
        Assert.Equal(plan.ExitCode == 2, plan.ErrorLines.Count > 0);
    }

    private static Dictionary<string, string> Configuration(int seed)
    {
        var state = (uint)seed + 1;
        var config = Stacks.With(("alerts", ""), ("regions", ""), ("guardrails", ""));
        foreach (var (setting, values) in OddValues)
        {
            if (Next(3) == 0)
            {
                config[$"bedrock-defense:{setting}"] = values[Next(values.Length)];
            }
        }

        return config;

        int Next(int most)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            return (int)((state >> 8) % (uint)most);
        }
    }

    private static string Administrators(int count) =>
        JsonSerializer.Serialize(Enumerable.Range(0, count).Select(one => $"arn:aws:iam::*:role/Administrator{one}"));

    private static string ManyAdministrators(int count, int path) =>
        JsonSerializer.Serialize(
            Enumerable.Range(0, count).Select(one => $"arn:aws:iam::111122223333:role/{new string('p', path)}/Administrator{one}")
        );

    private static string Logging(string name, char filler, int length) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [name] = new string(filler, length) });

    private static string Window(int roles, string detection) =>
        JsonSerializer.Serialize(
            new
            {
                start = "2027-01-01T08:17Z",
                end = "2027-01-01T10:43Z",
                roles = Enumerable.Range(0, roles).Select(one => $"AROAEXAMPLEEXAMPLE{one:00}"),
                detections = (string[])[detection],
            }
        );

    private static string Exclusions(int accounts) =>
        JsonSerializer.Serialize(
            new { targets = (string[])["r-exam"], exclude = Enumerable.Range(0, accounts).Select(one => $"{100_000_000_000 + one}") }
        );

    private static string Queues(int count) =>
        JsonSerializer.Serialize(
            Enumerable
                .Range(0, count)
                .Select(one => new { protocol = "sqs", endpoint = $"arn:aws:sqs:eu-central-1:444455556666:findings-{one}" })
        );

    private static string OwnDestinations(int count) =>
        JsonSerializer.Serialize(
            Enumerable
                .Range(0, count)
                .Select(one => new
                {
                    protocol = "email",
                    endpoint = $"a{one}@example.com",
                    severities = (string[])["critical", .. one == 0 ? [] : (string[])[((string[])["high", "medium", "low"])[one - 1]]],
                    detections = (string[])["restore-failed"],
                })
        );
}
