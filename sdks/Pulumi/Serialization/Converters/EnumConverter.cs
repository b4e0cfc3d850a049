namespace Pulumi.Serialization;

/// <summary>Converts the number of an enum constant.</summary>
internal sealed class EnumConverter(Type type) : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = Enum.ToObject(type, value is double number ? (int)number : 0);
        return value is null or double;
    }
}
