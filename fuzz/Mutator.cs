using System.Text;
using System.Text.RegularExpressions;

namespace BedrockDefense.Fuzz;

/// <summary>Makes documents that are nearly valid from valid ones, so that parsers read far before they find a fault.</summary>
internal sealed partial class Mutator(Random random, IReadOnlyList<string> seeds)
{
    private const int MostChanges = 4;
    private const int Longest = 400_000;

    // Values that parsers have failed on: numbers out of range, half characters, other kinds, wildcards, references, tags.
    private static readonly string[] OddValues =
    [
        "null",
        "true",
        "~",
        "0",
        "-0",
        "1e999",
        "-1e-999",
        "99999999999999999999999999999999999999",
        "0.1e1",
        "0x10",
        "0400",
        "0o17",
        "1_000",
        ".inf",
        ".nan",
        "\"\"",
        "''",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"a\":{}}",
        "[null]",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "{\"\\ud800\":1}",
        "\"\\u0000\"",
        "\"\\u202e\"",
        "\"\uFFFD\"",
        "\"🦊\"",
        "\"*\"",
        "\"?*?*?*?*?*b\"",
        "\"%placeholder%\"",
        "\"${aws:username}\"",
        "\"${\"",
        "\"<account>\"",
        "\"arn:aws:iam::111122223333:role/x\"",
        "\"arn:::::\"",
        "\"2026-13-45T99:99:99Z\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"(a+)+$\"",
        "\"(\"",
        "\"[\"",
        "\"1.2.3.4/99\"",
        "\"::/0\"",
        "&a [*a]",
        "*a",
        "<<: *a",
        "!!binary x",
        "!!set {a}",
        "? a",
        "|",
        ">-",
        "- - -",
        "'1 of *'",
        "'not not not a'",
        "'((((a))))'",
        "'all of them or'",
        "{\"exists\":false}",
        "{\"numeric\":[\">\",1,\"<\"]}",
        "{\"anything-but\":{}}",
        "{\"cidr\":\"x\"}",
        "{\"wildcard\":\"**\"}",
        "{\"$or\":[]}",
    ];

    private static readonly int[] Depths = [3, 63, 64, 65, 200, 5_000];

    /// <summary>Makes the next document.</summary>
    public byte[] Next()
    {
        var text = Seed();
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            text = Change(text);
            if (text.Length > Longest)
            {
                text = text[..Longest];
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        for (var flips = random.Next(6) == 0 ? random.Next(1, 5) : 0; flips > 0 && bytes.Length > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private string Seed() => seeds[random.Next(seeds.Count)];

    private string Change(string text) =>
        random.Next(12) switch
        {
            0 => text[..random.Next(text.Length + 1)],
            1 => Splice(text),
            2 or 3 or 4 => Replace(text, Token(), _ => OddValues[random.Next(OddValues.Length)]),
            5 => Replace(text, Token(), _ => Pick(Seed(), Token()) ?? "0"),
            6 => Replace(text, Member(), match => $"{match}, {match}"),
            7 => Replace(text, Token(), match => Nested(match)),
            8 => Replace(text, Line(), match => match + match),
            9 => Replace(text, Line(), _ => ""),
            10 => Replace(
                text,
                Token(),
                match => string.Concat(Enumerable.Repeat(match, Math.Min(random.Next(2, 2_000), 1 + (Longest / Math.Max(1, match.Length)))))
            ),
            _ => Replace(text, Token(), _ => ""),
        };

    private string Splice(string text)
    {
        var other = Seed();
        return text[..random.Next(text.Length + 1)] + other[random.Next(other.Length + 1)..];
    }

    private string Nested(string value)
    {
        var depth = Depths[random.Next(Depths.Length)];
        var (open, close) = random.Next(3) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            _ => ("(", ")"),
        };
        return string.Concat(Enumerable.Repeat(open, depth)) + value + string.Concat(Enumerable.Repeat(close, depth));
    }

    private string Replace(string text, Regex what, Func<string, string> with)
    {
        var place = Find(text, what);
        return place is null ? text : text[..place.Index] + with(place.Value) + text[(place.Index + place.Length)..];
    }

    private string? Pick(string text, Regex what) => Find(text, what)?.Value;

    // A search from a random place needs no list of all matches.
    private Match? Find(string text, Regex what)
    {
        var match = what.Match(text, random.Next(text.Length + 1));
        return match.Success ? match
            : what.Match(text) is { Success: true } first ? first
            : null;
    }

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"|'[^'\n]*'|[A-Za-z0-9_.%*|-]+|[\\[\\]{}():,]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("\"[A-Za-z:-]+\"\\s*:\\s*(?:\"[^\"\n]*\"|[0-9]+|true|false|null|\\[[^\\[\\]{}\n]*\\])", RegexOptions.CultureInvariant)]
    private static partial Regex Member();

    [GeneratedRegex("^.*\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
