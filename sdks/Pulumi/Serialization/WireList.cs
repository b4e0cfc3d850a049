using System.Collections;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

internal static class WireList
{
    /// <summary>Whether the list is an immutable array that was never given a value; reading one throws.</summary>
    public static bool IsDefault(IList list) =>
        list.GetType() is { IsValueType: true, IsConstructedGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && list.Equals(Activator.CreateInstance(type));
}
