using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes the records that are found, one a line. A record is written only once, however many rules match it. Another tool, or
/// another hunt, can read the output.
/// </summary>
internal sealed class RecordWriter(TextWriter output) : FindingWriter(output)
{
    private readonly HashSet<(string File, long Offset, string? Id)> _written = [];

    public override void Write(Finding finding)
    {
        if (finding.Record is null || !_written.Add((finding.File, finding.Offset, finding.Event.EventId)))
        {
            return;
        }

        Output.Write(finding.Record);
        Output.Write('\n');
    }
}
