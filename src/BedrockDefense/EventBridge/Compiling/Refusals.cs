namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Collects the reasons why a rule cannot be compiled, so that all are reported at once.</summary>
internal sealed class Refusals
{
    private readonly HashSet<Fault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(SourceLocation location, string reason) => _faults.Add(new Fault(reason, location));

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new NotSupportedByEventBridgeException([
                .. _faults.OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column),
            ]);
        }
    }
}
