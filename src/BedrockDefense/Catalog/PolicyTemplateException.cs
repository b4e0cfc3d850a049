namespace BedrockDefense.Catalog;

/// <summary>A template, or the values it was to be filled with, cannot be used.</summary>
public sealed class PolicyTemplateException : InvalidInputException
{
    public PolicyTemplateException(IReadOnlyList<Fault> faults)
        : base(faults) { }

    public PolicyTemplateException(string message, SourceLocation? location = null)
        : base(message, location) { }
}
