using Spectre.Console;
using Spectre.Console.Rendering;

namespace BedrockDefense.Cli.Output;

/// <summary>Breaks text and tables between words. The terminal itself breaks a word that is wider than the console.</summary>
internal static class WholeWords
{
    /// <summary>Returns the lines of a text. No line is wider than asked for, unless it is a single word.</summary>
    /// <param name="text">One line of plain text.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="indent">The indentation of the lines after the first. It is less before a long word.</param>
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
    /// Writes a table. Spectre would narrow the widest column first, whatever words it contains. Here each column is at least
    /// as wide as its longest word, if necessary without the lines between columns. The remaining room goes to the columns
    /// with the most text.
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

        // An empty cell still takes one column of the terminal.
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

        // Returns the table column whose text would take the most lines.
        int? Next() =>
            Enumerable
                .Range(0, widths.Count)
                .Where(index => widths[index] < sizes[index].Max)
                .OrderByDescending(index => (double)sizes[index].Max / widths[index])
                .Select(index => (int?)index)
                .FirstOrDefault();
    }

    // Returns each word with the spaces before it. These spaces are lost where a line ends.
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
