using Spectre.Console;
using Spectre.Console.Rendering;

namespace BedrockDefense.Cli.Output;

/// <summary>Breaks text and tables between words. A word that is wider than the console is the terminal's to fold.</summary>
internal static class WholeWords
{
    /// <summary>The lines of a text, none wider than asked for unless it is a single word.</summary>
    /// <param name="text">One line of plain text.</param>
    /// <param name="width">How wide a line may be.</param>
    /// <param name="indent">How far in the lines after the first begin; a long word makes do with less.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent)
    {
        var line = "";
        foreach (var word in Words(text))
        {
            if (line.Trim().Length > 0 && Width(line + word.TrimEnd()) > width)
            {
                yield return line.TrimEnd();
                line = new string(' ', Math.Clamp(width - Width(word.Trim()), 0, indent)) + word.TrimStart();
            }
            else
            {
                line += word;
            }
        }

        yield return line.TrimEnd();
    }

    /// <summary>
    /// Writes a table. Spectre narrows the widest column first, whatever words are in it; here each is as wide as its longest
    /// word, for which the lines between them give way, and what room is left goes to those with the most text.
    /// </summary>
    public static void WriteTable(this IAnsiConsole console, Table table)
    {
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        var sizes = table.Columns.Select((column, index) => Size(column, index)).ToList();
        var widths = sizes.ConvertAll(size => size.Min);
        var room = console.Profile.Width - table.Columns.Sum(column => column.Padding?.GetWidth() ?? 0);
        var lines = table.Columns.Count + 1;
        if (table.Border.Visible && widths.Sum() + lines <= room)
        {
            room -= lines;
        }
        else
        {
            table.NoBorder();
        }

        while (widths.Sum() < room && Next() is { } next)
        {
            widths[next]++;
        }

        while (widths.Sum() > room && widths.Max() > 1)
        {
            widths[widths.IndexOf(widths.Max())]--;
        }

        foreach (var (column, width) in table.Columns.Zip(widths))
        {
            column.Width = width;
        }

        console.Write(table);

        // A cell that says nothing still takes a column.
        Measurement Size(TableColumn column, int index)
        {
            var cells = table
                .Rows.Select(row => row[index])
                .Append(column.Header)
                .Select(cell => cell.Measure(options, int.MaxValue))
                .ToList();
            var widest = Math.Max(1, cells.Max(cell => cell.Max));
            return new Measurement(column.NoWrap ? widest : Math.Max(1, cells.Max(cell => cell.Min)), widest);
        }

        // The column whose text would take most lines.
        int? Next() =>
            Enumerable
                .Range(0, widths.Count)
                .Where(index => widths[index] < sizes[index].Max)
                .OrderByDescending(index => (double)sizes[index].Max / widths[index])
                .Select(index => (int?)index)
                .FirstOrDefault();
    }

    // Each with the spaces before it, which are lost where a line ends.
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var index = 1; index < text.Length; index++)
        {
            if (text[index] == ' ' && text[index - 1] != ' ')
            {
                yield return text[start..index];
                start = index;
            }
        }

        yield return text[start..];
    }

    private static int Width(string text) => new Segment(text).CellCount();
}
