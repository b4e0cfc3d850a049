namespace Pulumi.Serialization;

/// <summary>Accepts null and everything that the underlying type accepts.</summary>
internal sealed class NullableConverter<T> : StateConverter
    where T : struct
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = null;
        return value is null || For(typeof(T)).TryConvert(value, out result);
    }

    protected override void CheckParts(HashSet<Type> seen) => CheckPart(typeof(T), seen);
}
