using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Reads the read-only fields of an object whose class has an <see cref="OutputTypeAttribute"/>.</summary>
internal static class OutputTypeFields
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<FieldInfo>?> Fields = new();

    /// <summary>Returns the fields by wire name; null for any other object.</summary>
    public static Dictionary<string, object?>? Of(object value) =>
        Fields.GetOrAdd(value.GetType(), Find)?.ToDictionary(WireName, field => field.GetValue(value));

    private static ImmutableArray<FieldInfo>? Find(Type type) =>
        type.IsDefined(typeof(OutputTypeAttribute), inherit: true)
            ? [.. type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(field => field.IsInitOnly)]
            : null;

    private static string WireName(FieldInfo field) => char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
}
