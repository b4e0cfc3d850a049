namespace BedrockDefense.Live.Comparing;

/// <summary>An input of a resource for which the service returns another value than was declared.</summary>
/// <param name="Resource">The resource's type and name.</param>
/// <param name="Input">The input.</param>
/// <param name="Declared">The declared value.</param>
/// <param name="Found">The value that the service returns.</param>
public sealed record Difference(string Resource, string Input, string Declared, string Found)
{
    /// <summary>The difference in a line.</summary>
    public override string ToString() => $"{Resource}, {Input}: declared {Declared}, found {Found}";
}
