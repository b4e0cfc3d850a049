using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A property of a resource class that has an <see cref="OutputAttribute"/>. The properties of a class are found once.</summary>
internal sealed class OutputProperty
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputProperty>> Properties = new();

    private readonly PropertyInfo _property;
    private readonly Lazy<Func<Resource, IOutputSlot>> _assign;

    private OutputProperty(PropertyInfo property, OutputAttribute attribute)
    {
        _property = property;
        Name = attribute.Name ?? property.Name;
        _assign = new(MakeAssign);
    }

    public string Name { get; }

    /// <summary>Whether the class of a resource declares the property, not the core.</summary>
    public bool IsDeclared => _property.DeclaringType != typeof(Resource);

    public bool IsOfStack => _property.DeclaringType!.IsAssignableFrom(typeof(Stack));

    public object? GetValue(Resource resource) => _property.GetValue(resource);

    public static ImmutableArray<OutputProperty> Of(Type type) =>
        Properties.GetOrAdd(
            type,
            static type =>
                [
                    .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    let attribute = property.GetCustomAttribute<OutputAttribute>()
                    where attribute is not null
                    select new OutputProperty(property, attribute),
                ]
        );

    /// <summary>
    /// Gives the properties outputs that are still pending. A component sets its declared properties itself, often in initializers that ran
    /// before, so these stay.
    /// </summary>
    public static ImmutableDictionary<string, IOutputSlot> Assign(Resource resource, bool declaredOutputs)
    {
        var slots = ImmutableDictionary.CreateBuilder<string, IOutputSlot>();
        foreach (var property in Of(resource.GetType()))
        {
            if (declaredOutputs || !property.IsDeclared)
            {
                slots.Add(property.Name, property._assign.Value(resource));
            }
        }
        return slots.ToImmutable();
    }

    private Func<Resource, IOutputSlot> MakeAssign()
    {
        var type = _property.PropertyType;
        if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw RunException.OutputsHaveIncorrectType([Name]);
        }
        // A private setter of a base class is visible only on that class.
        var setter =
            _property.DeclaringType!.GetProperty(_property.Name)?.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"{FullName} needs a setter, which may be private.");
        var element = type.GenericTypeArguments[0];
        StateConverter.Check(FullName, element);
        return typeof(OutputProperty)
            .GetMethod(nameof(Assigner), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element)
            .CreateDelegate<Func<MethodInfo, Func<Resource, IOutputSlot>>>()(setter);
    }

    private static Func<Resource, IOutputSlot> Assigner<T>(MethodInfo setter) =>
        resource =>
        {
            var slot = new OutputSlot<T>(resource);
            setter.Invoke(resource, [slot.Output]);
            return slot;
        };

    private string FullName => $"[Output] {_property.DeclaringType!.FullName}.{_property.Name}";
}
