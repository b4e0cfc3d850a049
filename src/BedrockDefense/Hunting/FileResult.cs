namespace BedrockDefense.Hunting;

/// <summary>The result of reading one file.</summary>
internal class FileResult(string file)
{
    /// <summary>The maximum number of faults kept for one file. Further faults would add nothing new.</summary>
    private const int MaximumFaults = 10;

    public string File { get; } = file;

    public List<FileFault> Faults { get; } = [];

    /// <summary>Whether the file contains no records, and nothing is wrong with that.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>Whether the file was skipped because its form is not known.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Whether the file was read to its end, or as far as possible.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether it is a file that can be opened again, and neither standard input nor an object elsewhere.</summary>
    public bool CanReadAgain { get; set; }

    /// <summary>The state of what was opened; see <see cref="OpenedSource.Stamp"/>.</summary>
    public string? Stamp { get; set; }

    public long StoredBytes { get; set; }

    public long InflatedBytes { get; set; }

    public long Events { get; set; }

    /// <summary>The number of values that are not records and that are not known to contain none.</summary>
    public long UnknownValues { get; set; }

    /// <summary>The number of values that are known to contain no record, such as digests.</summary>
    public long OtherValues { get; set; }

    public void Fault(string message, long? offset)
    {
        if (Faults.Count < MaximumFaults)
        {
            Faults.Add(new FileFault(File, message, offset));
        }
        else if (Faults.Count == MaximumFaults)
        {
            Faults.Add(new FileFault(File, "more is wrong with this file than is shown", offset));
        }
    }
}
