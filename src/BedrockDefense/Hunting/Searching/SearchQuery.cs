using BedrockDefense.Lint.Checks;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Hunting.Searching;

/// <summary>
/// The conditions of a search, all of which an event must fulfil. <c>FIELD=VALUE</c> is an item of a Sigma rule, with Sigma's modifiers
/// and wildcards, such as <c>requestParameters.roleName|contains=Admin</c>. Any other text is a keyword, which may occur anywhere in the
/// event.
/// </summary>
public sealed class SearchQuery
{
    private SearchQuery(SigmaRule rule) => Rule = rule;

    /// <summary>The conditions as a rule.</summary>
    internal SigmaRule Rule { get; }

    /// <summary>What is odd about the conditions, such as an event name that no service is known to write.</summary>
    public IReadOnlyList<string> Doubts => [.. EventNameCheck.Find(Rule).Select(finding => finding.Message)];

    /// <summary>Reads conditions.</summary>
    /// <param name="conditions">The conditions, at least one.</param>
    /// <exception cref="SigmaException">A condition cannot be used. Every fault is listed.</exception>
    public static SearchQuery Parse(IReadOnlyList<string> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var faults = new FaultList();
        List<YamlEntry> entries = [];
        foreach (var (index, condition) in conditions.Index())
        {
            var location = new SourceLocation(VisibleText.Quote(condition, VisibleText.Excerpt));
            entries.Add(
                new YamlEntry(Scalar(location, FormattableString.Invariant($"condition{index}")), Selection(condition, location, faults))
            );
        }

        var place = new SourceLocation("search");
        entries.Add(new YamlEntry(Scalar(place, "condition"), Scalar(place, "all of condition*")));
        var detection = DetectionReader.Read(new YamlMap(place, entries), faults);
        if (faults.Count > 0)
        {
            throw new SigmaException(faults.ToSortedList());
        }

        var rule = new SigmaRule
        {
            File = "search",
            Title = "Search",
            LogSource = new LogSource(null, "aws", "cloudtrail"),
            Detection = detection,
        };
        var mistakes = FieldCheck.Find(rule).Concat(FieldCheck.FindUnanswerable(rule)).ToList();
        return mistakes.Count == 0
            ? new SearchQuery(rule)
            : throw new SigmaException([.. mistakes.Select(mistake => new Fault(mistake.Message, mistake.Location)).Distinct()]);
    }

    private static YamlNode Selection(string condition, SourceLocation location, FaultList faults)
    {
        var equals = condition.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !IsField(condition[..equals]))
        {
            return new YamlList(location, [Scalar(location, condition)]);
        }

        var (field, value) = (condition[..equals], condition[(equals + 1)..]);
        if (value.Length == 0)
        {
            faults.Add(location, $"write a value after =; {field}=null finds events without the field, and {field}|re=^$ an empty text");
        }

        return new YamlMap(location, [new YamlEntry(Scalar(location, field), Value(location, field, value))]);
    }

    // A shell has no way to quote a text for YAML. So digits are a text, which also equals the number. Where a modifier needs a number or a
    // boolean, and for null, true and false, the value is read as YAML reads it.
    private static YamlScalar Value(SourceLocation location, string field, string value)
    {
        var scalar = new YamlScalar(location, value, IsPlain: true);
        var isText =
            !scalar.IsNull
            && scalar.Boolean is null
            && FieldKey.Read(Scalar(location, field), new FaultList()) is { Operation: Operation.Equal };
        return isText ? Scalar(location, value) : scalar;
    }

    // A keyword such as a part of a policy may contain an equals sign too.
    private static bool IsField(string text) =>
        char.IsAsciiLetter(text.FirstOrDefault())
        && text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-' or '|' or ':');

    private static YamlScalar Scalar(SourceLocation location, string text) => new(location, text, IsPlain: false);
}
