namespace BedrockDefense.EventBridge.Transformation;

/// <summary>A piece of a template: literal text, or the name of a variable and whether it stands inside a string.</summary>
internal sealed record TemplatePart(string Text, bool IsVariable, bool InsideString)
{
    /// <summary>Cuts a template at its placeholders. A <c>&lt;</c> that begins none stays part of the text.</summary>
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
