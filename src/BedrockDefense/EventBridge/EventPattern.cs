using System.Text;
using System.Text.Json;
using BedrockDefense.EventBridge.Matching;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge;

/// <summary>
/// An event pattern, read and matched as EventBridge does. Sources: "Amazon EventBridge event patterns" and "Comparison
/// operators for use in event patterns" (user guide). Where these leave something open, the pattern follows AWS's open-source
/// rule engine.
/// </summary>
public sealed class EventPattern
{
    private static readonly PatternDialect Dialect = new(
        new Dictionary<string, OperatorParser>
        {
            ["prefix"] = PrefixMatcher.Parse,
            ["suffix"] = SuffixMatcher.Parse,
            ["equals-ignore-case"] = EqualsIgnoreCaseMatcher.Parse,
            ["wildcard"] = WildcardMatcher.Parse,
            ["anything-but"] = AnythingButMatcher.Parse,
            ["numeric"] = NumericMatcher.Parse,
            ["exists"] = ExistsMatcher.Parse,
            ["cidr"] = CidrMatcher.Parse,
        },
        AnythingButMatcher.EventBridgeExclusions,
        AffixesIgnoreCase: true,
        OrIsFieldName: false,
        ComparableNumber.FaultOf
    );

    // For a pattern with $or as a field name, the engine falls back to the reader it had before the operator $or. That reader
    // knows only what anything-but could do at that time.
    private static readonly PatternDialect DialectWithoutOr = Dialect with
    {
        Exclusions = AnythingButMatcher.EarlierExclusions,
        OrIsFieldName = true,
    };

    private readonly AlternativeSet _alternatives;

    private EventPattern(string json, AlternativeSet alternatives)
    {
        Json = json;
        _alternatives = alternatives;
    }

    /// <summary>The pattern without white space between tokens. Submit this text, because every character counts.</summary>
    public string Json { get; }

    /// <summary>The length of <see cref="Json"/>, to compare with <see cref="EventPatternLimits"/>.</summary>
    public int CharacterCount => Json.Length;

    /// <summary>
    /// Whether the pattern counts against <see cref="EventPatternLimits.WildcardRulesPerBus"/>. EventBridge also refuses a
    /// pattern whose wildcards overlap too much ("Rule is too complex"); AWS publishes no threshold, so none is checked here.
    /// </summary>
    public bool ContainsWildcard => _alternatives.ContainsWildcard;

    /// <summary>Parses a pattern.</summary>
    /// <param name="json">The pattern; a byte order mark is allowed.</param>
    /// <param name="file">The file it came from, for the locations of faults.</param>
    /// <exception cref="InvalidPatternException">EventBridge would reject the pattern; lists every fault.</exception>
    public static EventPattern Parse(string json, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        List<Fault> syntax = [];
        if (LocatedJsonReader.Read(json.TrimStart('\uFEFF'), file ?? "pattern", syntax, refusesDuplicates: false) is not { } root)
        {
            throw new InvalidPatternException(syntax);
        }

        var alternatives =
            AlternativeSet.Parse(root, Dialect, out var faults)
            // The pattern may use $or as a field name, as was possible before the operator existed. The engine still accepts
            // that.
            ?? (root.HasMemberAnywhere("$or") ? AlternativeSet.Parse(root, DialectWithoutOr, out _) : null)
            ?? throw new InvalidPatternException(faults);
        var compact = Compact(json);
        if (compact.Length > EventPatternLimits.ApiMaximumCharacters)
        {
            throw new InvalidPatternException([
                new Fault(
                    $"the pattern has {compact.Length} characters without white space;"
                        + $" EventBridge accepts {EventPatternLimits.ApiMaximumCharacters}",
                    root.At
                ),
            ]);
        }

        return new EventPattern(compact, alternatives);
    }

    /// <summary>Whether the pattern matches an event, and why. Anything but a JSON object matches no pattern.</summary>
    public PatternVerdict Match(JsonElement @event) => _alternatives.Match(@event);

    /// <summary>The pattern as JSON.</summary>
    public override string ToString() => Json;

    private static string Compact(string json)
    {
        var compact = new StringBuilder();
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                inString = !inString;
            }

            if (json[i] == '\\')
            {
                compact.Append(json[i++]);
            }

            if (inString || !(char.IsWhiteSpace(json[i]) || json[i] == '\uFEFF'))
            {
                compact.Append(json[i]);
            }
        }

        return compact.ToString();
    }
}
