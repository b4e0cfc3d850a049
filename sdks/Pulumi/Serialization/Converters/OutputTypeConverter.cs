using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Makes an object of a class with <see cref="OutputTypeAttribute"/> from a map, through its constructor.</summary>
internal sealed class OutputTypeConverter : StateConverter
{
    private readonly ConstructorInfo _constructor;
    private readonly (string WireName, Type Type)[] _parameters;

    private OutputTypeConverter(ConstructorInfo constructor)
    {
        _constructor = constructor;
        _parameters =
        [
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    (parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!, parameter.ParameterType)
                ),
        ];
    }

    /// <summary>
    /// Makes the converter for a class; null for a class without the attribute. Throws if the class has no suitable constructor.
    /// </summary>
    public static new OutputTypeConverter? For(Type type) =>
        type.IsDefined(typeof(OutputTypeAttribute), inherit: true)
            ? new(
                FindConstructor(type)
                    ?? throw new InvalidOperationException(
                        $"{type.FullName} has [OutputType], so one of its constructors needs [OutputConstructor]."
                    )
            )
            : null;

    public override bool TryConvert(object? value, out object? result)
    {
        result = null;
        if (value is not System.Collections.Immutable.ImmutableDictionary<string, object?> map)
        {
            return value is null;
        }

        result = _constructor.Invoke([
            .. _parameters.Select(parameter =>
                StateConverter.For(parameter.Type).ConvertOrDefault(map.GetValueOrDefault(parameter.WireName))
            ),
        ]);
        return true;
    }

    protected override void CheckParts(HashSet<Type> seen)
    {
        foreach (var (_, type) in _parameters)
        {
            CheckPart(type, seen);
        }
    }

    private static ConstructorInfo? FindConstructor(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var marked = constructors.FirstOrDefault(c => c.IsDefined(typeof(OutputConstructorAttribute)));
        return marked ?? (constructors.Where(c => c.IsPublic).ToArray() is [var only] ? only : null);
    }
}
