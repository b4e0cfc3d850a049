using System.Text.Json.Nodes;
using BedrockDefense.Sigma;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlNode = YamlDotNet.RepresentationModel.YamlNode;

namespace BedrockDefense.Conversion;

/// <summary>
/// The document of a Sigma rule with its placeholders filled, for converters that do not support placeholders. Each value of
/// <c>|expand</c> becomes a list of texts. Comments in the file are lost.
/// </summary>
public sealed class FilledRule
{
    private readonly YamlMappingNode _rule;

    private FilledRule(YamlMappingNode rule) => _rule = rule;

    /// <summary>Reads the only rule of a file and fills its placeholders.</summary>
    /// <exception cref="SigmaException">The rule is invalid, or a placeholder has no value.</exception>
    public static FilledRule Of(string yaml, string file, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        // Parsing the rule throws for every fault. The document that remains has a limited size, and no anchors or tags.
        _ = SigmaRule.Parse(yaml, file).Expand(placeholders);
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml.TrimStart('\uFEFF')));
        var rule = (YamlMappingNode)stream.Documents[0].RootNode;
        Fill(rule.Children[new YamlScalarNode("detection")], placeholders);
        return new FilledRule(rule);
    }

    /// <summary>Returns the rule as a Sigma file.</summary>
    public string ToYaml()
    {
        var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(_rule)).Save(text, assignAnchors: false);
        // The writer ends the document with a marker that does not belong in a rule file.
        return text.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>Returns the rule as JSON.</summary>
    public JsonNode ToJson() => Json(_rule)!;

    private static void Fill(YamlNode node, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                foreach (var item in list)
                {
                    Fill(item, placeholders);
                }

                break;
            case YamlMappingNode map:
                var entries = map.Children.ToList();
                map.Children.Clear();
                foreach (var (key, value) in entries)
                {
                    string[] parts = ((YamlScalarNode)key).Value!.Split('|');
                    if (parts.Skip(1).Contains("expand"))
                    {
                        Add(
                            map,
                            string.Join('|', parts.Where((part, index) => index == 0 || part != "expand")),
                            Values(value, placeholders)
                        );
                    }
                    else
                    {
                        Fill(value, placeholders);
                        map.Add(key, value);
                    }
                }
                break;
        }
    }

    private static void Add(YamlMappingNode map, string key, YamlNode values)
    {
        // Without the modifier, the key may be the same as another key of the map.
        if (map.Children.ContainsKey(new YamlScalarNode(key)))
        {
            throw new SigmaException([
                new Fault(
                    $"the keys {VisibleText.Quote(key)} with and without expand would become one; put them into two search identifiers"
                ),
            ]);
        }

        map.Add(key, values);
    }

    private static YamlNode Values(YamlNode value, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        var patterns = (value as YamlSequenceNode)?.Children ?? [value];
        YamlNode[] filled =
        [
            .. patterns
                .Cast<YamlScalarNode>()
                .SelectMany(scalar => Texts(SigmaText.Parse(scalar.Value!, expand: true), placeholders))
                .Distinct()
                .Select(text => new YamlScalarNode(text) { Style = ScalarStyle.SingleQuoted }),
        ];
        return filled is [var only] ? only : new YamlSequenceNode(filled);
    }

    private static IEnumerable<string> Texts(SigmaText pattern, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        pattern.Placeholders.FirstOrDefault() is { } name
            ? placeholders[name].SelectMany(value => Texts(pattern.Fill(name, SigmaText.Parse(value)), placeholders))
            : [WriteText(pattern)];

    // A backslash is doubled where it would otherwise escape the next character: before another backslash, before a wildcard and at
    // the end of a part.
    private static string WriteText(SigmaText pattern) =>
        string.Concat(
            pattern.Parts.Select(part =>
                part.Kind == TextPartKind.Literal
                    ? part
                        .Text.Replace(@"\", @"\\", StringComparison.Ordinal)
                        .Replace("*", @"\*", StringComparison.Ordinal)
                        .Replace("?", @"\?", StringComparison.Ordinal)
                    : part.Text
            )
        );

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Json(child.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
            YamlScalarNode { Style: ScalarStyle.Plain } scalar => ParsePlain(scalar.Value!),
            _ => JsonValue.Create(((YamlScalarNode)node).Value),
        };

    // The text is read as the rule reader reads it, because YAML readers differ about numbers.
    private static JsonValue? ParsePlain(string text) =>
        PlainScalar.IsNull(text) ? null
        : PlainScalar.Boolean(text) is { } flag ? JsonValue.Create(flag)
        : PlainScalar.Number(text) is { } number ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
