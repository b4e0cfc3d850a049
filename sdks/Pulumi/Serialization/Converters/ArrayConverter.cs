using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Converts lists. An element of the wrong type becomes a default value. Null gives the default array.</summary>
internal sealed class ArrayConverter<T> : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = default(ImmutableArray<T>);
        if (value is not ImmutableArray<object?> list)
        {
            return value is null;
        }

        var element = For(typeof(T));
        result = list.Select(item => element.ConvertOrDefault(item) is T converted ? converted : default!).ToImmutableArray();
        return true;
    }

    protected override void CheckParts(HashSet<Type> seen) => CheckPart(typeof(T), seen);
}
