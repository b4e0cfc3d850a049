namespace BedrockDefense.Sigma.Reading;

/// <summary>The faults found while a file is read, so that all are reported at once.</summary>
internal sealed class FaultList
{
    private readonly List<Fault> _faults = [];

    public int Count => _faults.Count;

    public void Add(SourceLocation location, string message) => _faults.Add(new Fault(message, location));

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new SigmaException([.. _faults.OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column)]);
    }
}
