namespace Pulumi.Serialization;

/// <summary>Accepts what the first type accepts, otherwise what the second type accepts.</summary>
internal sealed class UnionConverter<T0, T1> : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        if (value is null)
        {
            result = default(Union<T0, T1>);
        }
        else if (For(typeof(T0)).TryConvert(value, out var first))
        {
            result = Union<T0, T1>.FromT0((T0)first!);
        }
        else if (For(typeof(T1)).TryConvert(value, out var second))
        {
            result = Union<T0, T1>.FromT1((T1)second!);
        }
        else
        {
            result = null;
        }

        return result is not null;
    }

    protected override void CheckParts(HashSet<Type> seen)
    {
        CheckPart(typeof(T0), seen);
        CheckPart(typeof(T1), seen);
    }
}
