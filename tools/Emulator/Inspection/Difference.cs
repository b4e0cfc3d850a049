namespace BedrockDefense.Emulator.Inspection;

/// <summary>An input of a resource that the service tells otherwise than it was declared.</summary>
/// <param name="Resource">The resource's type and name.</param>
/// <param name="Input">The input.</param>
/// <param name="Declared">What was declared.</param>
/// <param name="Found">What the service tells.</param>
internal sealed record Difference(string Resource, string Input, string Declared, string Found)
{
    /// <summary>The difference in a line.</summary>
    public override string ToString() => $"{Resource}, {Input}: declared {Declared}, found {Found}";
}
