namespace BedrockDefense.Catalog;

/// <summary>A template is invalid, or cannot be filled with the given values.</summary>
public sealed class PolicyTemplateException : InvalidInputException
{
    public PolicyTemplateException(IReadOnlyList<Fault> faults)
        : base(faults) { }

    public PolicyTemplateException(string message, SourceLocation? location = null)
        : base(message, location) { }
}
