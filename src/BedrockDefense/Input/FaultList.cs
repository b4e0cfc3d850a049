namespace BedrockDefense.Input;

/// <summary>Collects the faults of a file, so that all of them are reported at once.</summary>
public sealed class FaultList
{
    /// <summary>
    /// The maximum number of faults to list. The rest is only counted, because a longer list would hide the first faults.
    /// </summary>
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

    /// <summary>Returns the faults in the order of the file.</summary>
    public IReadOnlyList<Fault> ToSortedList()
    {
        var listed = _faults.OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column).ToList();
        if (Count > MaximumListed)
        {
            listed.Add(new Fault($"and {Count - MaximumListed:N0} more", new SourceLocation(listed[0].Location!.File)));
        }

        return listed;
    }
}
