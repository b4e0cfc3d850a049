namespace BedrockDefense.Infra.Settings;

/// <summary>Reads lists of texts without repetitions.</summary>
internal static class TextList
{
    /// <summary>
    /// Reads the texts with their places. Notes a fault for a text that occurs again, and leaves it out. Notes a fault and returns no texts
    /// when the value is no list or is empty.
    /// </summary>
    /// <param name="node">The list.</param>
    /// <param name="form">What each text must be.</param>
    /// <param name="whenEmpty">What an empty list would mean, and what to write instead of leaving it empty.</param>
    public static List<(string Text, ConfigNode Node)> Read(ConfigNode node, string form, (string Meaning, string Instead) whenEmpty)
    {
        var texts = new List<(string Text, ConfigNode Node)>();
        if (node.List($"a list, each {form}") is not { } entries)
        {
            return texts;
        }

        if (entries.Count == 0)
        {
            node.Refuse($"is empty, so {whenEmpty.Meaning}; write a list, each {form}, or leave {whenEmpty.Instead}");
        }

        foreach (var entry in entries)
        {
            if (entry.Text(form) is not { } text)
            {
                continue;
            }

            if (texts.Exists(other => other.Text == text))
            {
                entry.Refuse("is in the list twice; write it once");
            }
            else
            {
                texts.Add((text, entry));
            }
        }

        return texts;
    }
}
