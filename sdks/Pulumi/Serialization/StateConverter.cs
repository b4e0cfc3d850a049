using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Converts plain state values to one type that an output may hold. There is one converter for each type.</summary>
internal abstract class StateConverter
{
    private static readonly ConcurrentDictionary<Type, StateConverter> Converters = new();

    /// <summary>Finds the converter for a type.</summary>
    public static StateConverter For(Type type) => Converters.GetOrAdd(type, Make);

    /// <summary>Throws <see cref="InvalidOperationException"/> if an output may not hold the type.</summary>
    public static void Check(string context, Type type)
    {
        try
        {
            For(type).CheckParts([type]);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{context}: {exception.Message}", exception);
        }
    }

    /// <summary>Checks the types of plain values and of outputs.</summary>
    public static void CheckValues(string context, IEnumerable<object?> values)
    {
        foreach (var value in values.OfType<object>())
        {
            var type = value.GetType();
            Check(context, value is IOutput ? type.GenericTypeArguments[0] : type);
        }
    }

    /// <summary>Converts wire data; a value of the wrong type becomes the type's default.</summary>
    public static OutputData<object?> Convert(object? wire, Type type)
    {
        var data = Deserializer.Deserialize(wire);
        return data with { Value = For(type).ConvertOrDefault(data.Value) };
    }

    public object? ConvertOrDefault(object? value) => TryConvert(value, out var result) ? result : null;

    /// <summary>Converts a value; false if the value has the wrong type.</summary>
    public abstract bool TryConvert(object? value, out object? result);

    /// <summary>Checks the types that this type consists of, except those already seen.</summary>
    protected virtual void CheckParts(HashSet<Type> seen) { }

    protected static void CheckPart(Type type, HashSet<Type> seen)
    {
        if (seen.Add(type))
        {
            For(type).CheckParts(seen);
        }
    }

    private static StateConverter Make(Type type)
    {
        if (type == typeof(bool) || type == typeof(string) || type == typeof(double) || type == typeof(object))
        {
            return Generic(typeof(SameTypeConverter<>), type);
        }

        if (type == typeof(int))
        {
            return new IntegerConverter();
        }

        if (type == typeof(JsonElement))
        {
            return new JsonElementConverter();
        }

        if (type.IsAssignableTo(typeof(Resource)))
        {
            return new SameTypeConverter<Resource>();
        }

        if (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int))
        {
            return new EnumConverter(type);
        }

        if (EnumStruct.Of(type) is { } enumStruct)
        {
            return new EnumStructConverter(type, enumStruct);
        }

        if (type.IsConstructedGenericType)
        {
            return MakeGeneric(type);
        }

        if (DiscriminatedUnionConverter.For(type) is { } union)
        {
            return union;
        }

        return OutputTypeConverter.For(type)
            ?? throw new InvalidOperationException(
                $"An output cannot hold a {type.FullName}. It can hold string, bool, int, double, JsonElement, resources, enums, "
                    + "ImmutableArray<T>, ImmutableDictionary<string, T> and classes marked [OutputType]."
            );
    }

    private static StateConverter MakeGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(Nullable<>))
        {
            return Generic(typeof(NullableConverter<>), arguments);
        }

        if (definition == typeof(ImmutableArray<>))
        {
            return Generic(typeof(ArrayConverter<>), arguments);
        }

        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
        {
            return Generic(typeof(DictionaryConverter<>), arguments[1]);
        }

        if (definition == typeof(Union<,>))
        {
            return Generic(typeof(UnionConverter<,>), arguments);
        }

        if (definition == typeof(Output<>))
        {
            return Generic(typeof(OutputConverter<>), arguments);
        }

        throw new InvalidOperationException(
            $"An output cannot hold a {type.FullName}: of the generic types only ImmutableArray<T> and "
                + "ImmutableDictionary<string, T> are allowed."
        );
    }

    private static StateConverter Generic(Type definition, params Type[] arguments) =>
        (StateConverter)Activator.CreateInstance(definition.MakeGenericType(arguments))!;
}
