using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A struct with <see cref="EnumTypeAttribute"/>, which wraps a string or a double.</summary>
internal sealed class EnumStruct
{
    private static readonly ConcurrentDictionary<Type, EnumStruct?> Known = new();

    private readonly ConstructorInfo _constructor;
    private readonly MethodInfo _unwrap;

    private EnumStruct(ConstructorInfo constructor, MethodInfo unwrap) => (_constructor, _unwrap) = (constructor, unwrap);

    public Type Underlying => _unwrap.ReturnType;

    public object Wrap(object raw) => _constructor.Invoke([raw]);

    /// <summary>Reads such a struct; null for any other type. Throws if the constructor or the conversion is missing.</summary>
    public static EnumStruct? Of(Type type) =>
        Known.GetOrAdd(
            type,
            static type =>
                type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute), inherit: false)
                    ? Find(type, typeof(string))
                        ?? Find(type, typeof(double))
                        ?? throw new InvalidOperationException(
                            $"{type.FullName} has [EnumType], so it needs a constructor with one string or double and an "
                                + "explicit conversion back."
                        )
                    : null
        );

    public static bool TryUnwrap(object value, [NotNullWhen(true)] out object? raw)
    {
        raw = Of(value.GetType())?._unwrap.Invoke(null, [value]);
        return raw is not null;
    }

    private static EnumStruct? Find(Type type, Type underlying)
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var constructor = type.GetConstructor(Instance, [underlying]);
        var unwrap = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        return constructor is not null && unwrap?.ReturnType == underlying ? new(constructor, unwrap) : null;
    }
}
