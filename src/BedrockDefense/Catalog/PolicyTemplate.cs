using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BedrockDefense.Scp;

namespace BedrockDefense.Catalog;

/// <summary>
/// A JSON document under <c>policies/</c> with placeholders (<c>%name%</c>, Sigma's syntax) inside its string values.
/// It need not be an IAM policy; IAM's own <c>${aws:username}</c> variables pass through untouched.
/// </summary>
public sealed class PolicyTemplate
{
    // The default encoder writes < > + & ' as \u003C and so on, which EventBridge's input templates and the size
    // limits of policies do not survive. The result is never put into HTML.
    private static readonly JsonWriterOptions _minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LocatedJson _root;

    private PolicyTemplate(string name, LocatedJson root, IReadOnlyList<string> placeholders) =>
        (Name, _root, Placeholders) = (name, root, placeholders);

    /// <summary>The name messages use.</summary>
    public string Name { get; }

    /// <summary>The placeholders in the document, each once, in the order of their first use, without percent signs.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>Loads an embedded document by its path under <c>policies/</c>, such as <c>guardrails/protect-bedrock-logging.json</c>.</summary>
    /// <exception cref="PolicyTemplateException">There is no such document, or it is no valid template.</exception>
    public static PolicyTemplate Load(string path)
    {
        using var stream = typeof(PolicyTemplate).Assembly.GetManifestResourceStream("policies/" + path)
            ?? throw new PolicyTemplateException(
                $"there is no document \"policies/{path}\"; give a path under policies/ such as \"guardrails/protect-bedrock-logging.json\"");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), "policies/" + path);
    }

    /// <summary>Reads a template from text; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="PolicyTemplateException">Not JSON, a lone percent sign, or a placeholder in a property's name.</exception>
    public static PolicyTemplate Parse(string json, string name)
    {
        var faults = new List<Fault>();
        var root = LocatedJson.Read(json, name, faults);
        var placeholders = new List<string>();
        if (root is not null)
            Collect(root, placeholders, faults);
        return root is null || faults.Count > 0
            ? throw new PolicyTemplateException(faults)
            : new PolicyTemplate(name, root, [.. placeholders.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The document with every placeholder replaced, minified. A list fills an array in place; elsewhere a list of one
    /// becomes that element and a longer one an array. With text or further placeholders around it, a list gives one
    /// string per combination.
    /// </summary>
    /// <exception cref="PolicyTemplateException">
    /// A placeholder without a value, a value without a placeholder, or an empty list: IAM takes an <c>"Action": []</c>
    /// for a fault, so the caller leaves the statement out instead.
    /// </exception>
    public string Fill(PolicyTemplateValues values)
    {
        ThrowUnlessComplete(values);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _minified))
            Write(_root, writer, values);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Collect(LocatedJson value, List<string> placeholders, List<Fault> faults)
    {
        switch (value)
        {
            case LocatedString text when PolicyTemplateText.TryParse(text.Value) is { } parsed:
                placeholders.AddRange(parsed.Names);
                break;
            case LocatedString text:
                faults.Add(new Fault(
                    $"{Quoting.Quote(text.Value)} holds a lone percent sign; a placeholder is written %name%, and a percent sign has no other use",
                    text.At));
                break;
            case LocatedArray array:
                foreach (var item in array.Items)
                    Collect(item, placeholders, faults);
                break;
            case LocatedObject container:
                foreach (var property in container.Properties)
                {
                    if (property.Name.Contains('%', StringComparison.Ordinal))
                        faults.Add(new Fault($"the property name {Quoting.Quote(property.Name)} holds a percent sign; placeholders belong in string values", property.At));
                    Collect(property.Value, placeholders, faults);
                }

                break;
        }
    }

    private void ThrowUnlessComplete(PolicyTemplateValues values)
    {
        var missing = Placeholders.Where(name => values.Find(name) is null)
            .Select(name => new Fault($"{Name}: the placeholder %{name}% has no value"));
        var unused = values.Names.Except(Placeholders, StringComparer.Ordinal)
            .Select(name => new Fault($"{Name}: there is no placeholder %{name}% to take the value given for it; the placeholders are {Listed()}"));
        var empty = Placeholders.Where(name => values.Find(name) is [])
            .Select(name => new Fault($"{Name}: the list for the placeholder %{name}% is empty; leave out what uses it, or give it an element"));
        Fault[] faults = [.. missing, .. unused, .. empty];
        if (faults.Length > 0)
            throw new PolicyTemplateException(faults);
    }

    private string Listed() => Placeholders.Count == 0 ? "none" : string.Join(", ", Placeholders.Select(name => $"%{name}%"));

    private static void Write(LocatedJson value, Utf8JsonWriter writer, PolicyTemplateValues values)
    {
        switch (value)
        {
            case LocatedString text when PolicyTemplateText.TryParse(text.Value)!.Expand(values) is [var only]:
                writer.WriteStringValue(only);
                break;
            case LocatedString or LocatedArray:
                writer.WriteStartArray();
                WriteItems(value, writer, values);
                writer.WriteEndArray();
                break;
            case LocatedObject container:
                writer.WriteStartObject();
                foreach (var property in container.Properties)
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer, values);
                }

                writer.WriteEndObject();
                break;
            case LocatedLiteral literal:
                writer.WriteRawValue(literal.Text);
                break;
        }
    }

    private static void WriteItems(LocatedJson value, Utf8JsonWriter writer, PolicyTemplateValues values)
    {
        foreach (var item in value is LocatedArray array ? array.Items : [value])
        {
            if (item is LocatedString text)
            {
                foreach (var filled in PolicyTemplateText.TryParse(text.Value)!.Expand(values))
                    writer.WriteStringValue(filled);
            }
            else
            {
                Write(item, writer, values);
            }
        }
    }
}
