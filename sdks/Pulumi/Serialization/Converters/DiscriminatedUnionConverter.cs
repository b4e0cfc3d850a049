using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Chooses the output type of a map by its discriminator property.</summary>
internal sealed class DiscriminatedUnionConverter : StateConverter
{
    private readonly string _property;
    private readonly ImmutableDictionary<string, Type> _cases;

    private DiscriminatedUnionConverter(Type type, string property)
    {
        _property = property;
        _cases = type.GetCustomAttributes<DiscriminatedUnionCaseAttribute>().ToImmutableDictionary(c => c.Tag, c => c.Type);
        if (_cases.Values.FirstOrDefault(c => !c.IsAssignableTo(type)) is { } stranger)
        {
            throw new InvalidOperationException($"{stranger.FullName} is a case of {type.FullName} but does not implement it.");
        }
    }

    /// <summary>Makes the converter for a type; null for a type without <see cref="DiscriminatedUnionDiscriminatorAttribute"/>.</summary>
    public static new DiscriminatedUnionConverter? For(Type type) =>
        type.GetCustomAttribute<DiscriminatedUnionDiscriminatorAttribute>() is { } attribute ? new(type, attribute.PropertyName) : null;

    public override bool TryConvert(object? value, out object? result)
    {
        result = null;
        if (value is null)
        {
            return true;
        }

        return value is ImmutableDictionary<string, object?> map
            && map.GetValueOrDefault(_property) is string tag
            && _cases.TryGetValue(tag, out var type)
            && StateConverter.For(type).TryConvert(value, out result);
    }

    protected override void CheckParts(HashSet<Type> seen)
    {
        foreach (var type in _cases.Values)
        {
            CheckPart(type, seen);
        }
    }
}
