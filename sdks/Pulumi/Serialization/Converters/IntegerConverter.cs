namespace Pulumi.Serialization;

/// <summary>Takes numbers, which always arrive as doubles, and drops what follows the point.</summary>
internal sealed class IntegerConverter : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = value is double number ? (int)number : 0;
        return value is null or double;
    }
}
