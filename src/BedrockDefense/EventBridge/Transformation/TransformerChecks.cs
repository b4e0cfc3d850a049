using System.Text.Json;
using System.Text.RegularExpressions;

namespace BedrockDefense.EventBridge.Transformation;

/// <summary>Finds everything that is wrong with a transformer before an event arrives.</summary>
internal static partial class TransformerChecks
{
    /// <summary>Returns all faults of the declared variables.</summary>
    public static IEnumerable<string> FaultsOfPaths(IReadOnlyDictionary<string, string> paths)
    {
        if (paths.Count > InputTransformerLimits.MaximumPaths)
        {
            yield return $"{paths.Count} variables are declared; EventBridge allows {InputTransformerLimits.MaximumPaths}";
        }

        foreach (var (name, path) in paths.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!Name().IsMatch(name) || name.StartsWith("AWS", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"the variable name {VisibleText.Quote(name, VisibleText.Excerpt)} must consist of 1 to 256 letters, digits,"
                    + " underscores or hyphens and not begin with AWS";
            }

            if (path.Length > InputTransformerLimits.MaximumPathCharacters || InputPath.Parse(path) is null)
            {
                yield return $"the path {VisibleText.Quote(path, VisibleText.Excerpt)} of {VisibleText.Quote(name, VisibleText.Excerpt)} "
                    + "must be $ followed by"
                    + " .names and [indices], such as $.detail.userIdentity.arn or $.resources[0], of at most"
                    + $" {InputTransformerLimits.MaximumPathCharacters} characters";
            }
        }
    }

    /// <summary>Returns all faults of the template, whose parts may use these declared variables.</summary>
    public static IEnumerable<string> FaultsOfTemplate(
        string template,
        IReadOnlyList<TemplatePart> parts,
        bool isJson,
        IReadOnlyCollection<string> declared
    )
    {
        if (template.Length is 0 or > InputTransformerLimits.MaximumTemplateCharacters)
        {
            yield return $"the template has {template.Length} characters; EventBridge allows 1 to"
                + $" {InputTransformerLimits.MaximumTemplateCharacters}";
        }

        foreach (var name in parts.Where(part => part.IsVariable).Select(part => part.Text).Distinct())
        {
            if (!declared.Contains(name) && !PredefinedVariables.Text.Contains(name) && !PredefinedVariables.Objects.Contains(name))
            {
                yield return $"the template uses <{VisibleText.Of(name, VisibleText.Excerpt)}>, which is not declared; the variables are "
                    + string.Join(
                        ", ",
                        declared.Order(StringComparer.Ordinal).Concat(PredefinedVariables.Text).Concat(PredefinedVariables.Objects)
                    );
            }
        }

        if (parts.Any(part => !part.IsVariable && part.Text.Contains('<', StringComparison.Ordinal)))
        {
            yield return "the template has a < that begins no <variable>; EventBridge knows no way to escape it";
        }

        foreach (var part in parts.Where(part => part.IsVariable && part.InsideString && PredefinedVariables.Objects.Contains(part.Text)))
        {
            yield return $"<{part.Text}> is an object and can only be the whole value of a JSON field, not part of a string";
        }

        foreach (var fault in isJson ? FaultsOfJson(parts) : FaultsOfText(template))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOfJson(IReadOnlyList<TemplatePart> parts)
    {
        // This character occurs in no template; it marks where a variable stood.
        const string mark = "\uE000";
        var sample = string.Concat(
            parts.Select(part =>
                !part.IsVariable ? part.Text
                : part.InsideString ? mark
                : "0"
            )
        );
        string? fault = null;
        try
        {
            using var document = JsonDocument.Parse(sample);
            if (HasMarkedName(document.RootElement))
            {
                fault = "a variable cannot be part of a JSON field's name";
            }
        }
        catch (JsonException exception)
        {
            fault =
                $"the template is not valid JSON once its variables have values: {VisibleText.Of(exception.Message, VisibleText.Excerpt)}";
        }

        if (fault is not null)
        {
            yield return fault;
        }

        static bool HasMarkedName(JsonElement element) =>
            element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .Any(member => member.Name.Contains(mark, StringComparison.Ordinal) || HasMarkedName(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().Any(HasMarkedName),
                _ => false,
            };
    }

    private static IEnumerable<string> FaultsOfText(string template)
    {
        var lines = template.TrimEnd('\n', '\r').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Line().IsMatch(lines[i]))
            {
                yield return $"line {i + 1} of the template is {VisibleText.Quote(lines[i], VisibleText.Excerpt)}; a template is one "
                    + "JSON object, or"
                    + " text with each line in double quotes and without quotes or backslashes inside them";
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_\-]{1,256}\z")]
    private static partial Regex Name();

    // AWS does not document what it does with an escape inside a text line, so escapes are refused.
    [GeneratedRegex("""\A"[^"\\]*"\r?\z""")]
    private static partial Regex Line();
}
