using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BedrockDefense.Input;

/// <summary>
/// Reads YAML, both rules and configuration, into nodes with their locations. A file may come from an attacker, so its size and
/// depth are limited. Anchors, aliases and tags are refused, so a small file cannot expand to a large document. No file of this
/// project needs them.
/// </summary>
public sealed class YamlReader
{
    /// <summary>
    /// The maximum number of characters in a file of rules. It is far larger than any rule: Sigma's specification allows
    /// descriptions of 65,535 characters.
    /// </summary>
    public const int MaximumRuleCharacters = 200_000;

    /// <summary>
    /// The maximum number of characters in a configuration. It is far larger than any configuration, which may list thousands of
    /// accounts.
    /// </summary>
    public const int MaximumConfigurationCharacters = 2_000_000;

    private const int MaximumDepth = 16;

    private readonly string _file;
    private readonly FaultList _faults;
    private readonly Parser _parser;

    private YamlReader(string yaml, string file, FaultList faults)
    {
        _file = file;
        _faults = faults;
        _parser = new Parser(new StringReader(yaml));
    }

    /// <summary>Returns the documents of a file. When the file is not well-formed, it adds a fault and returns none.</summary>
    public static IReadOnlyList<YamlNode> Read(string yaml, string file, FaultList faults, int maximum = MaximumRuleCharacters)
    {
        if (yaml.Length > maximum)
        {
            faults.Add(new SourceLocation(file), $"the file has {yaml.Length:N0} characters; at most {maximum:N0} are read");
            return [];
        }

        yaml = yaml.TrimStart('\uFEFF');
        if (!YamlText.IsClean(yaml, file, faults))
        {
            return [];
        }

        var reader = new YamlReader(yaml, file, faults);
        try
        {
            return reader.ReadDocuments();
        }
        catch (YamlException exception)
        {
            faults.Add(
                FindTab(yaml, file) ?? new SourceLocation(file, (int)exception.Start.Line, (int)exception.Start.Column),
                Explain(exception, yaml)
            );
            return [];
        }
        catch (Exception exception)
            when (exception
                    is ArgumentException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or FormatException
                        or OverflowException
            )
        {
            // The YAML parser throws other exceptions for some texts that are not YAML. Its progress then is the only known
            // position.
            faults.Add(
                reader._parser.Current is { } last ? reader.LocationOf(last) : new SourceLocation(file, 1, 1),
                "not well-formed YAML after this place"
            );
            return [];
        }
    }

    private static string Explain(YamlException exception, string yaml) =>
        FindTab(yaml, "") is null ? $"not well-formed YAML: {exception.Message}" : "a tab in the indentation; YAML allows spaces only";

    /// <summary>Returns the first tab in an indentation. The parser itself reports a different fault in a different place.</summary>
    private static SourceLocation? FindTab(string yaml, string file)
    {
        foreach (var (index, line) in yaml.Split('\n').Index())
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(line[..tab]) && !string.IsNullOrWhiteSpace(line))
            {
                return new SourceLocation(file, index + 1, tab + 1);
            }
        }
        return null;
    }

    private List<YamlNode> ReadDocuments()
    {
        var documents = new List<YamlNode>();
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                Advance();
                documents.Add(ReadNode(1));
            }
        }
        return documents;
    }

    /// <summary>Reads the node at the current event of the parser, and stops at the last event of the node.</summary>
    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var location = LocationOf(current);
        if (depth > MaximumDepth)
        {
            throw new YamlException(current.Start, current.End, $"nested more than {MaximumDepth} deep");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlException(current.Start, current.End, "anchors (&name) are not supported; repeat the value");
        }

        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
        {
            throw new YamlException(current.Start, current.End, "tags (!name) are not supported; quote a text, leave a number plain");
        }

        switch (current)
        {
            case Scalar scalar:
                if (HasLoneSurrogate(scalar.Value))
                {
                    throw new YamlException(current.Start, current.End, "half a surrogate pair, which stands for no character");
                }

                if (scalar is { Style: ScalarStyle.Plain, Value: [('`' or '@' or '%' or '|' or '>') and var indicator, ..] })
                {
                    throw new YamlException(
                        current.Start,
                        current.End,
                        $"no text without quotes begins with {indicator}; put it in quotes"
                    );
                }

                return new YamlScalar(location, scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart:
                var items = new List<YamlNode>();
                while (Advance() is not SequenceEnd)
                {
                    items.Add(ReadNode(depth + 1));
                }

                return new YamlList(location, items);
            case MappingStart { Style: var style }:
                return ReadMap(location, depth, style == MappingStyle.Flow);
            default:
                throw new YamlException(
                    current.Start,
                    current.End,
                    "aliases (*name) are not supported; repeat the value, and quote a text that starts with *"
                );
        }
    }

    private YamlMap ReadMap(SourceLocation location, int depth, bool isFlow)
    {
        var entries = new Dictionary<string, YamlEntry>();
        while (Advance() is not MappingEnd)
        {
            var at = _parser.Current!;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw new YamlException(at.Start, at.End, "a key is a text, no list and no map");
            }

            if (at.End.Line != at.Start.Line)
            {
                throw new YamlException(at.Start, at.End, "a key stands on one line");
            }

            if (key is { IsPlain: true, Text: "<<" })
            {
                throw new YamlException(at.Start, at.End, "merge keys (<<) are not supported; repeat the entries");
            }

            if (key.InvisibleSpaceFault is { } stray)
            {
                _faults.Add(key.Location, stray);
            }

            Advance();
            var value = ReadNode(depth + 1);
            // In this case, some readers take the colon before the comma as a part of the key.
            if (isFlow && value is YamlScalar { IsPlain: true, Text: "" })
            {
                throw new YamlException(
                    at.Start,
                    at.End,
                    $"the key {VisibleText.Quote(key.Text, VisibleText.Excerpt)} has no value; write null where none is meant"
                );
            }

            if (!entries.TryAdd(key.Text, new YamlEntry(key, value)))
            {
                _faults.Add(key.Location, $"the key '{key.Text}' occurs twice, first in line {entries[key.Text].Key.Location.Line}");
            }
        }
        return new YamlMap(location, [.. entries.Values]);
    }

    // For some truncated files, the parser ends without reporting a fault.
    private ParsingEvent Advance()
    {
        var end = _parser.Current!.End;
        return _parser.MoveNext() && _parser.Current is not (null or StreamEnd)
            ? _parser.Current
            : throw new YamlException(end, end, "the file breaks off; a bracket or a quote is not closed");
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return true;
            }

            index++;
        }

        return false;
    }

    private SourceLocation LocationOf(ParsingEvent current) => new(_file, (int)current.Start.Line, (int)current.Start.Column);
}
