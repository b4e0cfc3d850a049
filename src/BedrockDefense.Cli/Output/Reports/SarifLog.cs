using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>
/// Writes a report as SARIF 2.1.0 (OASIS), within what GitHub's code scanning accepts ("SARIF support for code scanning": 25,000
/// results a run, 10 MB compressed with gzip). What is left out for that is said in a notification.
/// </summary>
internal static class SarifLog
{
    /// <summary>The most results of a run.</summary>
    public const int MostResults = 25_000;

    /// <summary>The most bytes of the log, compressed.</summary>
    public const int MostCompressedBytes = 10_000_000;

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    // The framework's escapes keep the log in ASCII, whatever it quotes.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Returns the report as a log with one run.</summary>
    /// <param name="report">The report.</param>
    /// <param name="mostBytes">The most bytes of the log, compressed.</param>
    public static string Of(CheckReport report, long mostBytes = MostCompressedBytes)
    {
        // The most serious results are kept. The order of equals stays.
        List<(CheckResult Result, string Fingerprint)> results = [.. Fingerprinted(report.Results).OrderBy(one => one.Result.Level)];
        for (var kept = Math.Min(results.Count, MostResults); ; kept /= 2)
        {
            var log = Log(report, results[..kept]).ToJsonString(Indented);
            if (kept == 0 || CompressedLength(log) <= mostBytes)
            {
                return log;
            }
        }
    }

    private static JsonObject Log(CheckReport report, IReadOnlyList<(CheckResult Result, string Fingerprint)> results)
    {
        List<CheckRule> rules = [.. report.Rules];
        rules.AddRange(
            results
                .Select(one => one.Result)
                .Where(result => report.Rules.All(rule => rule.Id != result.Rule))
                .DistinctBy(result => result.Rule)
                .Select(result => new CheckRule(result.Rule, result.Level, result.Rule, "See the message."))
        );
        var indexes = rules.Select((rule, index) => (rule.Id, index)).ToDictionary(one => one.Id, one => one.index, StringComparer.Ordinal);
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = new JsonObject
                    {
                        ["driver"] = new JsonObject
                        {
                            ["name"] = "bedrock-defense",
                            ["version"] = CommandLine.Version,
                            ["rules"] = new JsonArray([.. rules.Select(Descriptor)]),
                        },
                    },
                    // Without an id of its own, the log of one verb would replace that of another.
                    ["automationDetails"] = new JsonObject { ["id"] = $"bedrock-defense-{report.Verb}/" },
                    ["invocations"] = new JsonArray(Invocation(report, results.Count)),
                    ["originalUriBaseIds"] = new JsonObject
                    {
                        [SarifPlace.Root] = new JsonObject { ["description"] = Message("The folder in which the command ran.") },
                    },
                    ["columnKind"] = "utf16CodeUnits",
                    ["results"] = new JsonArray([.. results.Select(one => Result(one.Result, one.Fingerprint, indexes[one.Result.Rule]))]),
                }
            ),
        };
    }

    private static JsonObject Descriptor(CheckRule rule)
    {
        var descriptor = new JsonObject
        {
            ["id"] = rule.Id,
            ["shortDescription"] = Message(rule.Title),
            ["fullDescription"] = Message(rule.Title),
            ["help"] = Message(rule.Help),
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Level) },
        };
        if (rule.HelpUri is { } uri)
        {
            descriptor["helpUri"] = uri;
        }

        return descriptor;
    }

    private static JsonObject Invocation(CheckReport report, int kept)
    {
        List<JsonNode?> notifications =
        [
            .. report.NotRun.Select(reason => Notification("error", reason)),
            .. report.Remarks.Select(remark => Notification("note", remark)),
        ];
        if (kept < report.Results.Count)
        {
            notifications.Add(
                Notification(
                    "error",
                    $"{report.Results.Count - kept} of {report.Results.Count} results are left out; GitHub takes at most {MostResults} "
                        + $"in a run and {MostCompressedBytes} compressed bytes. The other formats have them all."
                )
            );
        }

        return new JsonObject
        {
            ["executionSuccessful"] = report.IsComplete && kept == report.Results.Count,
            ["exitCode"] = report.ExitCode,
            ["toolExecutionNotifications"] = new JsonArray([.. notifications]),
        };
    }

    private static JsonObject Notification(string level, string text) => new() { ["level"] = level, ["message"] = Message(text) };

    private static JsonObject Result(CheckResult result, string fingerprint, int rule)
    {
        var node = new JsonObject
        {
            ["ruleId"] = result.Rule,
            ["ruleIndex"] = rule,
            ["level"] = Level(result.Level),
            ["message"] = Message(result.Place is null || result.Subject is not null ? $"{result.Name}: {result.Text}" : result.Text),
            // GitHub knows an alert again by the first of these only.
            ["partialFingerprints"] = new JsonObject { ["primaryLocationLineHash"] = fingerprint, ["bedrockDefense/v1"] = fingerprint },
        };
        if (SarifPlace.Of(result) is { } location)
        {
            node["locations"] = new JsonArray(location);
        }

        return node;
    }

    private static JsonObject Message(string text) => new() { ["text"] = SarifText.Of(text) };

    private static string Level(CheckLevel level) => level == CheckLevel.Error ? "error" : "warning";

    // Results that are alike in everything are numbered, so that each stays a result of its own.
    private static IEnumerable<(CheckResult Result, string Fingerprint)> Fingerprinted(IEnumerable<CheckResult> results)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{result.Rule}\n{result.Identity}")))[..32];
            var count = counts[hash] = counts.GetValueOrDefault(hash) + 1;
            yield return (result, $"{hash}:{count}");
        }
    }

    private static long CompressedLength(string log)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(log));
        }

        return compressed.Length;
    }
}
