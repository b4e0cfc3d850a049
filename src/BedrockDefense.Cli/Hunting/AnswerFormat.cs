namespace BedrockDefense.Cli.Hunting;

/// <summary>The formats in which the verbs that read archives write their answers.</summary>
internal static class AnswerFormat
{
    public const string Table = "table";
    public const string JsonLines = "jsonl";
    public const string Csv = "csv";

    /// <summary>All formats; the first is the default.</summary>
    public static readonly string[] All = [Table, JsonLines, Csv];
}
