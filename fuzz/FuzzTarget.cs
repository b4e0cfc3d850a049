using System.IO.Compression;
using System.Text.Json;

namespace BedrockDefense.Fuzz;

/// <summary>A parser to be tested: valid documents, and the commands that make it read one.</summary>
/// <param name="Name">The kind of document that the parser reads.</param>
/// <param name="Extension">The extension of its files.</param>
/// <param name="Seeds">The documents that inputs are made from; none where the arguments themselves are the input.</param>
/// <param name="Arguments">Makes a command that reads the file.</param>
public sealed record FuzzTarget(string Name, string Extension, IReadOnlyList<string> Seeds, Func<Random, string, string[]> Arguments)
{
    private const string Role = "arn:aws:iam::111122223333:role/team/App";

    public static readonly string[] Names =
    [
        "event",
        "envelope",
        "pattern",
        "policy",
        "plan",
        "rule",
        "configuration",
        "archive",
        "alert",
        "arguments",
    ];

    /// <summary>Makes the last change to an input.</summary>
    public Func<byte[], Random, byte[]> Finish { get; init; } = (bytes, _) => bytes;

    /// <summary>Lists every parser, with the corpora of a checkout.</summary>
    public static IReadOnlyList<FuzzTarget> All(string root)
    {
        var cases = Path.Combine(root, "tests", "cases");
        var config = Path.Combine(root, "Pulumi.dev.yaml");
        var (rules, hunts) = (Texts(root, "policies/detections", "rule.yml"), Texts(root, "policies/hunts", "*.yml"));
        var rule = Path.Combine(root, "policies", "detections", "bedrock-logging-deletion", "rule.yml");
        var record = Path.Combine(cases, "events", "deleted-sso-console.json");
        var log = Directory
            .EnumerateFiles(Path.Combine(cases, "logs"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .First();
        string[] events =
        [
            .. Texts(cases, "events", "*.json"),
            .. Files(root, "policies/detections", "cases.json").SelectMany(file => Of(file, "record")),
            .. Texts(cases, "odd-json", "event-*.json"),
        ];
        string[] patterns = [.. DocumentsBelow(cases, ".", "pattern"), .. Texts(cases, "odd-json", "pattern-*.json")];
        string[] envelopes =
        [
            .. events.Where(text => text.Contains("\"detail\"", StringComparison.Ordinal)),
            .. Of(Path.Combine(cases, "event-patterns.json"), "events"),
        ];
        string[] logs =
        [
            .. Texts(cases, "logs", "*.json"),
            .. events,
            .. events.Take(20).Select(text => text.ReplaceLineEndings(" ") + "\n"),
        ];
        return
        [
            new(
                "event",
                ".json",
                events,
                (random, file) =>
                    One<string[]>(
                        random,
                        ["match", "--config", config, rule, file],
                        ["runbook", "bedrock-logging-deletion", "--event", file],
                        ["hunt", "--config", config, "--rule", "bedrock-logging-deletion", file]
                    )
            ),
            new(
                "envelope",
                ".json",
                envelopes,
                (random, file) =>
                    One<string[]>(
                        random,
                        ["pattern", Path.Combine(cases, "odd-json", "pattern-everything.json"), file],
                        ["match", "--config", config, rule, file]
                    )
            ),
            new("pattern", ".json", patterns, (_, file) => ["pattern", file, record]),
            new(
                "policy",
                ".json",
                [
                    .. Texts(root, "policies/guardrails", "*.json"),
                    .. DocumentsBelow(cases, ".", "levels"),
                    .. DocumentsBelow(cases, "policy-documents", "policy"),
                ],
                (random, file) =>
                    One<string[]>(
                        random,
                        ["evaluate", "--scp", file, "--principal", Role, "--action", "bedrock:DeleteModelInvocationLoggingConfiguration"],
                        [
                            "evaluate",
                            "--scp",
                            $"ou:{file}",
                            "--principal",
                            "arn:aws:iam::111122223333:user/alice",
                            "--action",
                            "s3:PutObject",
                            "--resource",
                            "arn:aws:s3:::b/k",
                            "--context",
                            "aws:TagKeys=",
                            "--context",
                            "aws:SourceIp=203.0.113.9",
                        ]
                    )
            ),
            new(
                "plan",
                ".json",
                [.. Texts(cases, "checking", "*-p*.json")],
                (random, file) => ["check", file, "--config", config, "--format", One(random, "table", "json", "markdown", "sarif")]
            ),
            new(
                "rule",
                ".yml",
                [.. rules, .. hunts, .. DocumentsBelow(cases, "sigma", "yaml"), .. DocumentsBelow(cases, "sigma", "rule")],
                (random, file) =>
                    One<string[]>(
                        random,
                        ["lint", file],
                        ["match", "--config", config, file, record],
                        ["convert", "--to", One(random, "athena", "eventbridge", "sigma", "json"), "--config", config, file],
                        ["hunt", "--config", config, "--rule", file, log]
                    )
            ),
            new(
                "configuration",
                ".yaml",
                [File.ReadAllText(config), .. Texts(root, "docs", "*.yaml"), .. Configurations(cases)],
                (random, file) =>
                    One<string[]>(
                        random,
                        ["guardrails", "--config", file],
                        ["access", "--config", file],
                        ["hunt", "--config", file, "--rule", "bedrock-logging-deletion-by-non-admin", log]
                    )
            ),
            new(
                "archive",
                ".json.gz",
                logs,
                (random, file) =>
                    One<string[]>(
                        random,
                        ["hunt", "--config", config, file],
                        [
                            "hunt",
                            "--config",
                            config,
                            "--format",
                            One(random, "csv", "jsonl"),
                            "--rule",
                            "bedrock-logging-deletion",
                            "--since",
                            "2026-11-01",
                            file,
                        ]
                    )
            )
            {
                Finish = Zip,
            },
            new("alert", ".json", events, (_, file) => ["alert", "--config", config, file]),
            new(
                "arguments",
                "",
                [],
                (random, _) =>
                    RandomArguments.Of(random, [record, rule, config, log, Path.Combine(root, "policies"), Path.Combine(root, "nowhere")])
            ),
        ];
    }

    /// <summary>Finds the folder of the solution, which is the given folder or a folder above it.</summary>
    public static string RepositoryAbove(string folder) =>
        File.Exists(Path.Combine(folder, "BedrockDefense.sln"))
            ? folder
            : RepositoryAbove(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidInputException("the fuzzer takes its corpora from a checkout; run it inside one")
            );

    // The input is zipped. Then it is sometimes damaged, cut, or followed by another member or by something else. Sometimes it is not
    // zipped at all.
    private static byte[] Zip(byte[] bytes, Random random)
    {
        if (random.Next(5) == 0)
        {
            return bytes;
        }

        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        var member = zipped.ToArray();
        if (member.Length == 0)
        {
            return member;
        }

        switch (random.Next(6))
        {
            case 0:
                member[random.Next(member.Length)] ^= (byte)(1 << random.Next(8));
                return member;
            case 1:
                return member[..random.Next(member.Length + 1)];
            case 2:
                return [.. member, .. member];
            case 3:
                return [.. member, .. new byte[random.Next(600)], .. bytes.Take(random.Next(40))];
            default:
                return member;
        }
    }

    private static T One<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static IEnumerable<string> Texts(string root, string folder, string pattern) =>
        Files(root, folder, pattern).Select(File.ReadAllText);

    private static IEnumerable<string> Files(string root, string folder, string pattern) =>
        Path.Combine(root, folder) is var path && Directory.Exists(path)
            ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];

    // The documents are a member of each case in the case files.
    private static IEnumerable<string> DocumentsBelow(string cases, string folder, string name) =>
        Directory.EnumerateFiles(Path.Combine(cases, folder), "*.json").Order(StringComparer.Ordinal).SelectMany(file => Of(file, name));

    private static IEnumerable<string> Of(string file, string name) => Members(Read(file), name).SelectMany(Documents);

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    private static IEnumerable<JsonElement> Members(JsonElement node, string name) =>
        node.ValueKind switch
        {
            JsonValueKind.Object => node.EnumerateObject()
                .SelectMany(member => member.Name == name ? [member.Value] : Members(member.Value, name)),
            JsonValueKind.Array => node.EnumerateArray().SelectMany(item => Members(item, name)),
            _ => [],
        };

    // A case has YAML as a list of lines, levels as lists of lists of policies, and events by name.
    private static IEnumerable<string> Documents(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Array when node.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [
                string.Join('\n', node.EnumerateArray().Select(item => item.GetString())) + "\n",
            ],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(Documents),
            JsonValueKind.Object
                when node.EnumerateObject().Any() && node.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Object) =>
                node.EnumerateObject().Select(member => member.Value.GetRawText()),
            JsonValueKind.String => [node.GetString()!],
            _ => [node.GetRawText()],
        };

    private static IEnumerable<string> Configurations(string cases) =>
        Directory
            .EnumerateFiles(Path.Combine(cases, "settings"), "*.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Members(Read(file), "config"))
            .Where(config => config.ValueKind == JsonValueKind.Object)
            .Select(config => $"{{\"config\": {config.GetRawText()}}}");
}
