namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes comma-separated values (RFC 4180) that are safe to open in a spreadsheet. A cell that a spreadsheet would take for
/// a formula begins with an apostrophe (OWASP, "CSV Injection"). Line breaks are written as escapes.
/// </summary>
internal static class CsvLine
{
    /// <summary>Writes a line.</summary>
    public static void Write(TextWriter output, ReadOnlySpan<string?> cells)
    {
        for (var number = 0; number < cells.Length; number++)
        {
            if (number > 0)
            {
                output.Write(',');
            }

            output.Write(Cell(cells[number]));
        }

        output.Write("\r\n");
    }

    /// <summary>Returns the text of a cell, quoted if necessary.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var visible = VisibleText.Of(text);
        var mayBeFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%';
        return mayBeFormula || visible.AsSpan().IndexOfAny(",\"';") >= 0
            ? $"\"{(mayBeFormula ? "'" : "")}{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : visible;
    }
}
