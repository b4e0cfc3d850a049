namespace BedrockDefense.Hunting;

/// <summary>What one file came to.</summary>
internal sealed class FileResult(string file)
{
    /// <summary>More faults of one file say no more than the first ones.</summary>
    private const int MostFaults = 10;

    private List<Finding> _findings = [];

    public string File { get; } = file;

    /// <summary>About how many bytes of memory the findings take that were not handed on.</summary>
    public long FindingBytes { get; private set; }

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

    public void Add(Finding finding)
    {
        _findings.Add(finding);
        FindingBytes += finding.Size;
    }

    /// <summary>The findings since the last time; the result forgets them.</summary>
    public IReadOnlyList<Finding> TakeFindings()
    {
        var findings = _findings;
        (_findings, FindingBytes) = ([], 0);
        return findings;
    }

    public void Fault(string message, long? offset)
    {
        if (Faults.Count < MostFaults)
        {
            Faults.Add(new FileFault(File, message, offset));
        }
        else if (Faults.Count == MostFaults)
        {
            Faults.Add(new FileFault(File, "more is wrong with this file than is shown", offset));
        }
    }
}
