namespace BedrockDefense.Input;

/// <summary>The faults found while a file is read, so that all are reported at once.</summary>
public sealed class FaultList
{
    /// <summary>More would hide the first ones from a reader; the rest is counted.</summary>
    private const int MaximumListed = 100;

    private readonly List<Fault> _faults = [];

    public int Count { get; private set; }

    public void Add(SourceLocation location, string message)
    {
        Count++;
        if (_faults.Count < MaximumListed)
        {
            _faults.Add(new Fault(message, location));
        }
    }

    /// <summary>The faults in the order of the file.</summary>
    public IReadOnlyList<Fault> InOrder()
    {
        var listed = _faults.OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column).ToList();
        if (Count > MaximumListed)
        {
            listed.Add(new Fault($"and {Count - MaximumListed:N0} more", new SourceLocation(listed[0].Location!.File)));
        }

        return listed;
    }
}
