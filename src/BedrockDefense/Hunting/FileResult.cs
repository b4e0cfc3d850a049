namespace BedrockDefense.Hunting;

/// <summary>What one file came to.</summary>
internal sealed class FileResult(string file)
{
    /// <summary>More faults of one file say no more than the first ones.</summary>
    private const int MostFaults = 10;

    public string File { get; } = file;

    public List<Finding> Findings { get; } = [];

    public List<FileFault> Faults { get; } = [];

    public bool IsSkipped { get; set; }

    public long Stored { get; set; }

    public long Inflated { get; set; }

    public long Events { get; set; }

    public void Fault(string message, long? offset)
    {
        if (Faults.Count < MostFaults)
            Faults.Add(new FileFault(File, message, offset));
        else if (Faults.Count == MostFaults)
            Faults.Add(new FileFault(File, "more is wrong with this file than is shown", offset));
    }
}
