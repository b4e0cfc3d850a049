using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>A member of an arguments class. The members of a type are found once.</summary>
internal sealed record InputMember(InputAttribute Attribute, string Name, string FullName, Func<object, object?> GetValue)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Members = new();

    public static ImmutableArray<InputMember> Of(Type type) => Members.GetOrAdd(type, Find);

    // A list or map has the attribute on the field behind its property, so private fields count.
    private static ImmutableArray<InputMember> Find(Type type)
    {
        const BindingFlags Flags = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return
        [
            .. from field in type.GetFields(Flags)
            let attribute = field.GetCustomAttribute<InputAttribute>()
            where attribute is not null
            select Member(field, attribute, field.GetValue),
            .. from property in type.GetProperties(Flags)
            let attribute = property.GetCustomAttribute<InputAttribute>()
            where attribute is not null
            select Member(property, attribute, property.GetValue),
        ];

        InputMember Member(MemberInfo member, InputAttribute attribute, Func<object, object?> getValue) =>
            new(attribute, member.Name, $"[Input] {type.FullName}.{member.Name}", getValue);
    }
}
