namespace BedrockDefense.Emulator.Models;

/// <summary>What a call asks for: the input by the names of the API reference, and what on the wire belongs to no member.</summary>
/// <param name="Model">The service's model.</param>
/// <param name="Operation">The operation, by the wire.</param>
/// <param name="Input">The input.</param>
/// <param name="Strays">What belongs to no member.</param>
internal sealed record DecodedCall(ServiceModel Model, string Operation, Dictionary<string, object?> Input, List<Violation> Strays)
{
    /// <summary>One without anything in it yet.</summary>
    public DecodedCall(ServiceModel model, string operation)
        : this(model, operation, [], []) { }

    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<Violation> Violations() =>
        Model.InputOf(Operation) is { } shape
            ? [.. Strays, .. new ShapeValidator(Model).Check(shape, Input)]
            : [.. Strays, .. Input.Select(one => new Violation(one.Key, "unknown-member", one.Value, $"{Operation} takes nothing"))];
}
