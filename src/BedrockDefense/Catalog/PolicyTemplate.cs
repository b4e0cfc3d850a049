using System.Text;
using System.Text.Json;
using BedrockDefense.Policies;

namespace BedrockDefense.Catalog;

/// <summary>
/// A JSON document under <c>policies/</c> whose strings contain placeholders (<c>%name%</c>, as in Sigma). The document need not be
/// an IAM policy. IAM's own variables, such as <c>${aws:username}</c>, stay as they are.
/// </summary>
public sealed class PolicyTemplate
{
    private static readonly JsonWriterOptions MinifiedOptions = new() { Encoder = JsonText.Options.Encoder };

    private readonly LocatedJson _root;

    private PolicyTemplate(string name, LocatedJson root, IReadOnlyList<string> placeholders) =>
        (Name, _root, Placeholders) = (name, root, placeholders);

    /// <summary>The name of the document in messages.</summary>
    public string Name { get; }

    /// <summary>The placeholders of the document without percent signs, each once, in the order of first use.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>
    /// Loads an embedded document by its path under <c>policies/</c>, such as <c>guardrails/protect-bedrock-logging.json</c>.
    /// </summary>
    /// <exception cref="PolicyTemplateException">The document does not exist, or is not a valid template.</exception>
    public static PolicyTemplate Load(string path)
    {
        using var stream =
            PolicyFiles.Open(path)
            ?? throw new PolicyTemplateException(
                $"there is no document \"policies/{path}\"; give a path under policies/ such as \"guardrails/protect-bedrock-logging.json\""
            );
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), "policies/" + path);
    }

    /// <summary>Reads a template from a text. Messages call it <paramref name="name"/>.</summary>
    /// <exception cref="PolicyTemplateException">
    /// The text is not JSON, or has a lone percent sign or a placeholder in the name of a property.
    /// </exception>
    public static PolicyTemplate Parse(string json, string name)
    {
        var faults = new List<Fault>();
        var root = LocatedJsonReader.Read(json, name, faults, refusesDuplicates: true);
        var placeholders = new List<string>();
        if (root is not null)
        {
            Collect(root, placeholders, faults);
        }

        return root is null || faults.Count > 0
            ? throw new PolicyTemplateException(faults)
            : new PolicyTemplate(name, root, [.. placeholders.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Returns the minified document with every placeholder replaced. A placeholder that is a whole element of an array becomes the
    /// elements of its list. Elsewhere, a list of one becomes that value, and a longer list becomes an array. If a string contains
    /// other text or more placeholders, it becomes one string for each combination of values.
    /// </summary>
    /// <exception cref="PolicyTemplateException">
    /// A placeholder has no value or an empty list, or a value has no placeholder. IAM rejects an empty <c>"Action": []</c>, so the
    /// caller has to leave out such a statement.
    /// </exception>
    public string Fill(PlaceholderValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Fill(values.ByName);
    }

    /// <summary>Returns the document with every placeholder replaced. Values without a placeholder in the document are ignored.</summary>
    /// <exception cref="PolicyTemplateException">A placeholder has no value or an empty list.</exception>
    public string FillFrom(PlaceholderValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Fill(values.Where(value => Placeholders.Contains(value.Key)).ToDictionary());
    }

    private string Fill(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        ThrowUnlessComplete(values);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, MinifiedOptions))
        {
            Write(_root, writer, values);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Collect(LocatedJson value, List<string> placeholders, List<Fault> faults)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String when PolicyTemplateText.TryParse(value.Text) is { } parsed:
                placeholders.AddRange(parsed.Names);
                break;
            case JsonValueKind.String:
                faults.Add(
                    new Fault(
                        $"{VisibleText.Quote(value.Text)} holds a lone percent sign; a placeholder is written %name%, and a "
                            + "percent sign has no other use",
                        value.At
                    )
                );
                break;
            default:
                foreach (var item in value.Items)
                {
                    Collect(item, placeholders, faults);
                }

                foreach (var member in value.Members)
                {
                    if (member.Name.Contains('%', StringComparison.Ordinal))
                    {
                        faults.Add(
                            new Fault(
                                $"the property name {VisibleText.Quote(member.Name)} holds a percent sign; placeholders "
                                    + "belong in string values",
                                member.At
                            )
                        );
                    }

                    Collect(member.Value, placeholders, faults);
                }

                break;
        }
    }

    private void ThrowUnlessComplete(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var missing = Placeholders
            .Where(name => !values.ContainsKey(name))
            .Select(name => new Fault($"{Name}: the placeholder %{name}% has no value"));
        var unused = values
            .Keys.Except(Placeholders, StringComparer.Ordinal)
            .Select(name => new Fault(
                $"{Name}: there is no placeholder %{name}% to take the value given for it; the placeholders are {ListPlaceholders()}"
            ));
        var empty = Placeholders
            .Where(name => values.TryGetValue(name, out var list) && list is [])
            .Select(name => new Fault(
                $"{Name}: the list for the placeholder %{name}% is empty; leave out what uses it, or give it an element"
            ));
        Fault[] faults = [.. missing, .. unused, .. empty];
        if (faults.Length > 0)
        {
            throw new PolicyTemplateException(faults);
        }
    }

    private string ListPlaceholders() => Placeholders.Count == 0 ? "none" : string.Join(", ", Placeholders.Select(name => $"%{name}%"));

    private static void Write(LocatedJson value, Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String when PolicyTemplateText.TryParse(value.Text)!.Expand(values) is [var only]:
                writer.WriteStringValue(only);
                break;
            case JsonValueKind.String or JsonValueKind.Array:
                writer.WriteStartArray();
                WriteItems(value, writer, values);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer, values);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteRawValue(value.Text);
                break;
        }
    }

    private static void WriteItems(LocatedJson value, Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        foreach (var item in value.Kind == JsonValueKind.Array ? value.Items : [value])
        {
            if (item.Kind == JsonValueKind.String)
            {
                foreach (var filled in PolicyTemplateText.TryParse(item.Text)!.Expand(values))
                {
                    writer.WriteStringValue(filled);
                }
            }
            else
            {
                Write(item, writer, values);
            }
        }
    }
}
