namespace BedrockDefense.Hunting;

/// <summary>What one file came to.</summary>
internal sealed class FileResult(string file)
{
    /// <summary>More faults of one file say no more than the first ones.</summary>
    private const int MostFaults = 10;

    public string File { get; } = file;

    public List<Finding> Findings { get; } = [];

    public List<FileFault> Faults { get; } = [];

    /// <summary>Whether it holds none, as it should.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>Whether it was skipped without being known.</summary>
    public bool IsUnknown { get; set; }

    public long Stored { get; set; }

    public long Inflated { get; set; }

    public long Events { get; set; }

    /// <summary>How many values are neither records nor known to hold none.</summary>
    public long NotUnderstood { get; set; }

    /// <summary>How many values are known to hold no record, such as digests.</summary>
    public long Others { get; set; }

    public void Fault(string message, long? offset)
    {
        if (Faults.Count < MostFaults)
            Faults.Add(new FileFault(File, message, offset));
        else if (Faults.Count == MostFaults)
            Faults.Add(new FileFault(File, "more is wrong with this file than is shown", offset));
    }
}
