namespace BedrockDefense.Cli.Input;

/// <summary>The option <c>--format</c>.</summary>
internal static class FormatOption
{
    /// <summary>Returns the format that the user asks for; the first is the default.</summary>
    /// <param name="format">What the user wrote; null for nothing.</param>
    /// <param name="formats">The formats that the verb has.</param>
    /// <exception cref="InvalidInputException">The format is not among these.</exception>
    public static string Among(string? format, params string[] formats) =>
        format is null ? formats[0]
        : formats.Contains(format, StringComparer.Ordinal) ? format
        : throw new InvalidInputException($"--format {format}: there is no such format; write {string.Join(" or ", formats)}");
}
