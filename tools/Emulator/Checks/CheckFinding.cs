namespace BedrockDefense.Emulator.Checks;

/// <summary>Something that the emulator accepts although AWS would refuse it or ignore it.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Resource">The resource's type and name.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record CheckFinding(string Check, string Resource, string Fault)
{
    /// <summary>The finding in a line.</summary>
    public override string ToString() => $"{Check}: {Resource}: {Fault}";
}
