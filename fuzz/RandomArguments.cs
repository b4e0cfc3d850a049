using System.Reflection;
using BedrockDefense.Cli;
using Spectre.Console.Cli;

namespace BedrockDefense.Fuzz;

/// <summary>Makes command lines with valid commands and options, but with wrong values, repetitions and remaining arguments.</summary>
internal static class RandomArguments
{
    // These commands render the stack, which takes long, and other targets test them. They get a configuration that does not exist, which
    // they refuse first.
    private static readonly string[] SlowVerbs = ["rehearse", "plan", "alert", "cost"];

    private static readonly string[] OddValues =
    [
        "",
        " ",
        "-",
        "--",
        "---",
        "-x",
        "--no",
        "--=",
        "--:",
        "-=",
        "=",
        ":",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "NaN",
        "*",
        "~",
        "/dev",
        "/dev/null",
        "/proc/self/mem",
        "a\0b",
        "\ud800",
        "é",
        "\u202e",
        "[red]",
        "[/]",
        "{0}",
        "aws:SourceIp=203.0.113.9",
        "aws:PrincipalArn=",
        "a=b",
        "arn:aws:iam::111122223333:role/App",
        "s3:GetObject",
        "2026-11-01",
        "json",
        "high",
        "ou:",
        "account:",
    ];

    private static readonly (string Verb, string[] Options)[] Verbs =
    [
        .. typeof(CommandLine)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(ICommand).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (type.Name[..^"Command".Length].ToLowerInvariant(), Options(type))),
    ];

    public static string[] Of(Random random, IReadOnlyList<string> files)
    {
        var (verb, options) = One(Verbs);
        List<string> arguments = [random.Next(20) == 0 ? One(OddValues) : verb];
        for (var count = random.Next(8); count > 0; count--)
        {
            arguments.Add(
                random.Next(6) switch
                {
                    0 or 1 when options.Length > 0 => One(options),
                    2 when options.Length > 0 => $"{One(options)}={Value()}",
                    _ => Value(),
                }
            );
        }

        // The options that write files are removed.
        arguments.RemoveAll(argument => argument.StartsWith("--out", StringComparison.Ordinal) || argument is "-h" or "--help");
        if (SlowVerbs.Contains(verb))
        {
            arguments.InsertRange(1, ["--config", files[^1]]);
        }

        return [.. arguments];

        string Value() => random.Next(3) == 0 ? One(files) : One(OddValues);

        T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
    }

    private static string[] Options(Type command)
    {
        var type = command;
        while (!type.IsGenericType)
        {
            type = type.BaseType!;
        }

        return
        [
            .. type.GetGenericArguments()[0]
                .GetProperties()
                .SelectMany(property => property.GetCustomAttribute<CommandOptionAttribute>()?.LongNames ?? [])
                .Select(name => $"--{name}"),
        ];
    }
}
