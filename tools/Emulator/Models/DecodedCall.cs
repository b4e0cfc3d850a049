namespace BedrockDefense.Emulator.Models;

/// <summary>A decoded call: the input by the names of the API reference, and the faults found while decoding it.</summary>
/// <param name="Model">The service's model.</param>
/// <param name="Operation">The operation's name in the request.</param>
/// <param name="Input">The input.</param>
/// <param name="WireFaults">The faults found while decoding, such as a field that belongs to no member.</param>
internal sealed record DecodedCall(ServiceModel Model, string Operation, Dictionary<string, object?> Input, List<Violation> WireFaults)
{
    /// <summary>Makes a call without input.</summary>
    public DecodedCall(ServiceModel model, string operation)
        : this(model, operation, [], []) { }

    /// <summary>Finds everything that is wrong with the call.</summary>
    public IReadOnlyList<Violation> Violations() =>
        Model.InputOf(Operation) is { } shape
            ? [.. WireFaults, .. new ShapeValidator(Model).Check(shape, Input)]
            : [.. WireFaults, .. Input.Select(one => new Violation(one.Key, "unknown-member", one.Value, $"{Operation} takes nothing"))];
}
