namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes the records that are found, one a line. A record is written only once, however often it is found. Another tool, or
/// another hunt, can read the output.
/// </summary>
internal sealed class RecordWriter<T>(TextWriter output, Func<T, (string File, long Offset, string? Id)> placeOf, Func<T, string?> recordOf)
    : AnswerWriter<T>(output)
{
    private readonly HashSet<(string File, long Offset, string? Id)> _written = [];

    public override void Write(T one)
    {
        if (recordOf(one) is not { } record || !_written.Add(placeOf(one)))
        {
            return;
        }

        Output.Write(record);
        Output.Write('\n');
    }
}
