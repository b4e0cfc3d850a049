namespace Pulumi;

/// <summary>A fault that ends the program. The engine shows only its message. A failed test run throws it too.</summary>
public class RunException : Exception
{
    /// <summary>A fault with a message.</summary>
    public RunException(string message)
        : base(message) { }

    /// <summary>A fault with a message and a cause.</summary>
    public RunException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Makes the fault that the named output properties are no <see cref="Output{T}"/>.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new($"Output(s) '{string.Join("', '", outputAttributeNames)}' must be of type Output<T>, as every [Output] property.");
}
