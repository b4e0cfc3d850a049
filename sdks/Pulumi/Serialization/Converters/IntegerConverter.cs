namespace Pulumi.Serialization;

/// <summary>Converts numbers, which always arrive as doubles, and drops the decimals.</summary>
internal sealed class IntegerConverter : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = value is double number ? (int)number : 0;
        return value is null or double;
    }
}
