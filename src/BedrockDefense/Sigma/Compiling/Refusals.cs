namespace BedrockDefense.Sigma.Compiling;

/// <summary>Collects why a rule cannot be compiled, so that all reasons are reported at once.</summary>
internal sealed class Refusals
{
    private readonly List<Fault> _faults = [];

    public void Add(SourceLocation location, string reason)
    {
        var fault = new Fault(reason, location);
        if (!_faults.Contains(fault))
            _faults.Add(fault);
    }

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new NotSupportedByEventBridgeException([.. _faults.OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column)]);
    }
}
