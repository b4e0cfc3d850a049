namespace BedrockDefense.EventBridge.Transformation;

/// <summary>A part of a template: literal text or a variable.</summary>
/// <param name="Text">The literal text, or the name of the variable.</param>
/// <param name="IsVariable">Whether the part is a variable.</param>
/// <param name="InsideString">Whether the part stands inside a string.</param>
internal sealed record TemplatePart(string Text, bool IsVariable, bool InsideString)
{
    /// <summary>
    /// Splits a template at its placeholders. A <c>&lt;</c> that does not begin a placeholder stays part of the text.
    /// </summary>
    public static IReadOnlyList<TemplatePart> Split(string template)
    {
        List<TemplatePart> parts = [];
        var (start, insideString) = (0, false);
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '"':
                    insideString = !insideString;
                    break;
                case '\\' when insideString:
                    i++;
                    break;
                case '<' when template.IndexOf('>', i) is var end and > 0:
                    parts.Add(new TemplatePart(template[start..i], false, insideString));
                    parts.Add(new TemplatePart(template[(i + 1)..end], true, insideString));
                    (i, start) = (end, end + 1);
                    break;
            }
        }

        parts.Add(new TemplatePart(template[start..], false, insideString));
        return parts;
    }
}
