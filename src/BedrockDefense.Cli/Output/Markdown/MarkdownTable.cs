namespace BedrockDefense.Cli.Output.Markdown;

/// <summary>Writes a table in Markdown. No cell can break its row, whatever it holds.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes the head of a table and its rows.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="columns">The names of the columns, which are not escaped.</param>
    /// <param name="rows">The rows, each with as many cells as there are columns.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> columns, params IEnumerable<IEnumerable<MarkdownCell>> rows)
    {
        output.WriteLine($"| {string.Join(" | ", columns)} |");
        output.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }
}
