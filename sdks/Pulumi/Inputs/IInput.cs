namespace Pulumi;

/// <summary>An input whose element type the caller does not know.</summary>
internal interface IInput
{
    /// <summary>The whole value as one output.</summary>
    IOutput Flat { get; }

    /// <summary>For a list or a map, an output of its elements, each still an input; otherwise the same as <see cref="Flat"/>.</summary>
    IOutput Shape { get; }
}
