namespace Pulumi.Serialization;

/// <summary>Accepts values that already have the type.</summary>
internal sealed class SameTypeConverter<T> : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = value is T ? value : default(T);
        return value is null or T;
    }
}
