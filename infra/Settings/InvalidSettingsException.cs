namespace BedrockDefense.Infra.Settings;

/// <summary>The configuration cannot be used; every fault names its key, the bad value and the valid form.</summary>
public sealed class InvalidSettingsException(IReadOnlyList<Fault> faults) : InvalidInputException(faults)
{
    /// <summary>One paragraph with a line per fault, as <c>pulumi up</c> shows it.</summary>
    public override string Message =>
        $"The configuration has {(Faults.Count == 1 ? "a fault" : $"{Faults.Count} faults")}:\n"
        + string.Join('\n', Faults.Select(fault => $"  - {fault}"));
}
