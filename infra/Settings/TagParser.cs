using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses <c>tags</c>.</summary>
internal static partial class TagParser
{
    // A resource can have at most 50 tags (AWS Organizations, "Tag naming limits and requirements"). Other sources, such as the provider's
    // default tags, need some of them.
    private const int MaximumTags = 45;

    private const string Form = "a map of at most 45 tags, key to value, such as {cost-center: \"4711\", owner: security}";
    private const string ValueForm = "a text of at most 256 letters, digits, spaces and any of _.:/=+-@";

    /// <summary>Parses the tags by key.</summary>
    public static ImmutableSortedDictionary<string, string> Parse(ConfigNode node)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var entries = node.Entries(Form);
        if (entries.Count > MaximumTags)
        {
            node.Refuse($"has {entries.Count} tags; write {Form}");
        }

        foreach (var (key, value) in entries)
        {
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                value.Refuse("has a key that begins with aws:, which AWS keeps to itself; choose another key");
            }
            else if (!Key().IsMatch(key))
            {
                value.Refuse("has no valid key; write 1 to 128 letters, digits, spaces and any of _.:/=+-@");
            }
            else if (tags.Keys.FirstOrDefault(other => other.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                value.Refuse($"has the key {other} in other letters, which IAM takes for the same; write it once");
            }
            else if (!value.IsText)
            {
                value.Text(ValueForm);
            }
            else if (!Value().IsMatch(value.Peek() ?? ""))
            {
                value.Refuse($"is no value of a tag; write {ValueForm}");
            }
            else
            {
                tags[key] = value.Peek() ?? "";
            }
        }

        return tags.ToImmutable();
    }

    // The characters that every service accepts (IAM API Reference, "Tag").
    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}\z")]
    private static partial Regex Value();
}
