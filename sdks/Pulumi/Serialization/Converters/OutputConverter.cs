namespace Pulumi.Serialization;

/// <summary>Wraps a converted value in a known output.</summary>
internal sealed class OutputConverter<T> : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = null;
        if (value is null)
        {
            return true;
        }

        if (!For(typeof(T)).TryConvert(value, out var inner))
        {
            return false;
        }

        result = Output.Create((T)inner!);
        return true;
    }

    protected override void CheckParts(HashSet<Type> seen) => CheckPart(typeof(T), seen);
}
