using System.Buffers;
using System.Text;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes comma-separated values (RFC 4180) that are safe to open in a spreadsheet. A cell that a spreadsheet would take for
/// a formula begins with an apostrophe (OWASP, "CSV Injection"). Line breaks are written as escapes.
/// </summary>
internal static class CsvLine
{
    // A cell of these characters stays as it is, unless its first one begins a formula.
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' + 1 - ' ').Select(one => (char)one).Except(",\"';"),
    ]);

    [ThreadStatic]
    private static StringBuilder? _line;

    /// <summary>Writes a line.</summary>
    public static void Write(TextWriter output, ReadOnlySpan<string?> cells)
    {
        // The output is locked for each call of it, so a line is one call.
        var line = (_line ??= new StringBuilder(1024)).Clear();
        for (var number = 0; number < cells.Length; number++)
        {
            line.Append(number > 0 ? "," : "").Append(Cell(cells[number]));
        }

        output.Write(line.Append("\r\n"));
    }

    /// <summary>Returns the text of a cell, quoted if necessary.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var mayBeFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%';
        if (!mayBeFormula && text.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return text;
        }

        var visible = VisibleText.Of(text);
        return mayBeFormula || visible.AsSpan().IndexOfAny(",\"';") >= 0
            ? $"\"{(mayBeFormula ? "'" : "")}{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : visible;
    }
}
