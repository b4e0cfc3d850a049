namespace BedrockDefense.Cli.Hunting;

/// <summary>The formats in which the verbs that read archives write their answers.</summary>
internal static class AnswerFormat
{
    public const string Table = "table";
    public const string JsonLines = "jsonl";
    public const string Csv = "csv";

    /// <summary>Findings of OCSF, which only <c>hunt</c> writes.</summary>
    public const string Ocsf = "ocsf";

    /// <summary>The formats of every verb; the first is the default.</summary>
    public static readonly string[] All = [Table, JsonLines, Csv];
}
