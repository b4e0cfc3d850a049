using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads a correlation rule.</summary>
internal static partial class CorrelationReader
{
    private static readonly Dictionary<string, CountComparison> Comparisons = new()
    {
        ["eq"] = CountComparison.Equal,
        ["neq"] = CountComparison.NotEqual,
        ["lt"] = CountComparison.Less,
        ["lte"] = CountComparison.LessOrEqual,
        ["gt"] = CountComparison.Greater,
        ["gte"] = CountComparison.GreaterOrEqual,
    };

    // Correlations for Suzaku name the log that their rules read.
    private static readonly string[] Keys = ["correlation", "until", "logsource"];

    public static SigmaCorrelation Read(YamlMap document, FaultList faults, FaultList remarks)
    {
        var map = new MapReader(document, faults);
        foreach (
            var (key, _) in document.Entries.Where(entry =>
                !Keys.Contains(entry.Key.Text)
                && !MetadataReader.Keys.Contains(entry.Key.Text)
                && Spelling.Nearest(entry.Key.Text, Keys) is not null
            )
        )
        {
            faults.Add(key.Location, $"unknown key '{key.Text}'; the nearest is {Spelling.Nearest(key.Text, Keys)}");
        }

        map.Require("title");
        var logSource = map.Map("logsource") is { } given ? RuleReader.ReadLogSource(given, faults) : null;
        var rule = new SigmaCorrelation
        {
            File = document.Location.File,
            Title = "",
            Type = default,
            Rules = [],
            Timespan = default,
        };
        if (map.Map("correlation") is { } correlation)
        {
            rule = ReadCorrelation(rule, correlation, faults);
        }

        rule = rule with { Until = map.Text("until"), LogSource = logSource, Places = Places(document) };
        return MetadataReader.Read(rule, document, Keys, faults, remarks);
    }

    private static SigmaCorrelation ReadCorrelation(SigmaCorrelation rule, YamlMap correlation, FaultList faults)
    {
        var map = new MapReader(correlation, faults);
        map.Allow("correlation", "type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
        map.Require("type", "rules", "timespan");
        var type = map.Choice<CorrelationType>("type");
        var read = rule with
        {
            Type = type ?? default,
            Rules = map.Texts("rules"),
            GroupBy = map.Texts("group-by"),
            Timespan = map.Parse("timespan", ReadTimespan, "a number and s, m, h or d, e.g. 90m") ?? default,
            Aliases = ReadAliases(map.Map("aliases"), faults),
            Generate = map.Parse<bool>("generate", text => bool.TryParse(text, out var flag) ? flag : null, "true or false") ?? false,
        };
        if (correlation.Find("rules") is YamlList { Items.Count: 0 } none)
        {
            faults.Add(none.Location, "the correlation needs at least one rule, by id or name");
        }

        read = ReadCondition(read, map.Map("condition"), faults);
        if (type is CorrelationType.EventCount or CorrelationType.ValueCount && read.Condition.Count == 0)
        {
            faults.Add(correlation.Location, "a count needs a condition, e.g. gte: 10");
        }

        if (type is CorrelationType.ValueCount && read.Fields.Count == 0)
        {
            faults.Add(correlation.Location, "a value_count needs the field it counts in its condition, e.g. field: userIdentity.arn");
        }

        return read;
    }

    private static SigmaCorrelation ReadCondition(SigmaCorrelation rule, YamlMap? condition, FaultList faults)
    {
        if (condition is null)
        {
            return rule;
        }

        var map = new MapReader(condition, faults);
        map.Allow("the correlation's condition", ["field", .. Comparisons.Keys]);
        IReadOnlyList<string> fields = condition.Find("field") switch
        {
            null => [],
            YamlList => map.Texts("field"),
            _ => map.Text("field") is { } field ? [field] : [],
        };
        var criteria = Comparisons
            .Select(pair =>
                map.Parse(pair.Key, ReadCount, "a whole number, not negative") is { } count ? new CountCriterion(pair.Value, count) : null
            )
            .OfType<CountCriterion>();
        if (!condition.Entries.Any(entry => Comparisons.ContainsKey(entry.Key.Text)))
        {
            faults.Add(condition.Location, "the correlation's condition compares with nothing; write a bound, e.g. gte: 10");
        }

        return rule with
        {
            Fields = fields,
            Condition = [.. criteria],
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadAliases(YamlMap? aliases, FaultList faults)
    {
        var read = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var (alias, value) in aliases?.Entries ?? [])
        {
            if (value is YamlMap fields && fields.Entries.All(entry => entry.Value is YamlScalar { IsNull: false, Text.Length: > 0 }))
            {
                read[alias.Text] = fields.Entries.ToDictionary(entry => entry.Key.Text, entry => ((YamlScalar)entry.Value).Text);
            }
            else
            {
                faults.Add(value.Location, $"the alias '{alias.Text}' is a mapping from rule names to fields");
            }
        }
        return read;
    }

    // The locations of the rules and aliases that the document names, for faults when the rules are combined.
    private static Dictionary<string, SourceLocation> Places(YamlMap document)
    {
        var correlation = document.Find("correlation") as YamlMap;
        var rules = correlation?.Find("rules");
        var named = (rules as YamlList)?.Items.OfType<YamlScalar>() ?? [];
        var aliases = (correlation?.Find("aliases") as YamlMap)?.Entries.Select(entry => entry.Key) ?? [];
        YamlScalar?[] all = [rules as YamlScalar, .. named, .. aliases, document.Find("until") as YamlScalar];
        return all.OfType<YamlScalar>().GroupBy(one => one.Text).ToDictionary(group => group.Key, group => group.First().Location);
    }

    private static long? ReadCount(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static TimeSpan? ReadTimespan(string text)
    {
        if (Timespan().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    [GeneratedRegex("^([1-9][0-9]{0,5})([smhd])$")]
    private static partial Regex Timespan();
}
