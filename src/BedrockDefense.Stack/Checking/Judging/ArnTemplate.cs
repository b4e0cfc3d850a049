using System.Text.RegularExpressions;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// Makes the ARN of a resource from its values in a plan. A template has fields in braces: <c>{partition}</c>, <c>{region}</c>,
/// <c>{account}</c>, <c>{?}</c> for what no plan shows, and properties. A property alone is its value; <c>p|q</c> takes the prefix
/// <c>q</c> where <c>p</c> is unknown; <c>p=text</c> takes the text where it is absent; <c>p/</c> is what follows the last slash and
/// <c>p//</c> what follows the scheme of an address; <c>p~</c> is a role, whose path nobody names; <c>p!</c> is an event bus within the ARN
/// of a rule. A value that is an ARN takes the place of the whole.
/// </summary>
internal static partial class ArnTemplate
{
    // No name in AWS is as long. It also bounds the comparison with patterns.
    private const int LongestValue = 1_024;

    private static readonly string Hole = ArnHole.Name.ToString();
    private static readonly string PathHole = ArnHole.Path.ToString();

    /// <summary>
    /// Returns the ARNs of the resources that the calls are about. Each is a list of what the ARN may be, the likeliest first, and what is
    /// unknown in it is an <see cref="ArnHole"/>.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Resolve(string template, PlannedValues values, DeploymentPlace place)
    {
        IEnumerable<List<string>> resources =
        [
            [template],
        ];
        foreach (var field in Field().Matches(template).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal))
        {
            var found = field switch
            {
                "partition" =>
                [
                    [place.Partition],
                ],
                "region" =>
                [
                    [place.Region ?? Hole],
                ],
                "account" =>
                [
                    [place.Account ?? ArnHole.Account],
                ],
                "?" =>
                [
                    [Hole],
                ],
                _ => ValuesOf(field, values),
            };
            resources = resources.SelectMany(
                _ => found,
                (arns, texts) =>
                    arns.SelectMany(
                            _ => texts,
                            (arn, text) =>
                                text.StartsWith("arn:", StringComparison.Ordinal)
                                    ? text
                                    : arn.Replace($"{{{field}}}", text, StringComparison.Ordinal)
                        )
                        .Distinct(StringComparer.Ordinal)
                        .ToList()
            );
        }

        return [.. resources];
    }

    private static List<string[]> ValuesOf(string field, PlannedValues values)
    {
        var parts = Property().Match(field);
        var (name, kind, rest) = (parts.Groups["name"].Value, parts.Groups["kind"].Value, parts.Groups["rest"].Value);
        var value = values.Find(name);
        if (value is { Knowledge: Knowledge.Known, Json.ValueKind: System.Text.Json.JsonValueKind.Array })
        {
            return
            [
                .. value.Json.EnumerateArray().Select(item => Usable(new(Knowledge.Known, item)) is { } one ? Spell(kind, one) : [Hole]),
            ];
        }

        return Usable(value) is { } text ? [Spell(kind, text)]
            : kind == "=" && value.Knowledge == Knowledge.Absent
                ?
                [
                    [rest],
                ]
            : kind == "!" && !value.IsHidden
                ?
                [
                    [""],
                ]
            : kind == "|" && Usable(values.Find(rest)) is { } prefix
                ?
                [
                    [prefix + Hole],
                ]
            :
            [
                [Hole],
            ];
    }

    // No name in AWS has a character that is not visible.
    private static string? Usable(PlannedValue value) =>
        value.Text is { Length: > 0 and <= LongestValue } text && !text.Any(char.IsControl) ? text : null;

    private static string[] Spell(string kind, string text) =>
        kind switch
        {
            _ when kind != "!" && text.StartsWith("arn:", StringComparison.Ordinal) => [text],
            "/" => [text[(text.LastIndexOf('/') + 1)..]],
            "//" => [text[(text.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..]],
            "~" => [text, $"{PathHole}/{text}"],
            "!" => [text[(text.LastIndexOf('/') + 1)..] is var bus && bus == "default" ? "" : $"{bus}/"],
            _ => [text],
        };

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?<kind>//|[|=/~!])?(?<rest>.*)$")]
    private static partial Regex Property();
}
