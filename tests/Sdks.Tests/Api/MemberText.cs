using System.Globalization;
using System.Reflection;

namespace Sdks.Tests.Api;

/// <summary>Members as the listing spells them.</summary>
internal static class MemberText
{
    public const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Null for members that other assemblies cannot see and for accessors.</summary>
    public static string? Of(MemberInfo member) =>
        member switch
        {
            ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
                $"{Access(constructor)}ctor({Parameters(constructor)})",
            MethodInfo method
                when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
                $"{Access(method)}{Modifier(method)}{TypeText.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))} "
                    + $"{method.Name}{TypeParameters(method)}({Parameters(method)})",
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Property(property),
            FieldInfo { IsPublic: true } field =>
                $"field {(field.IsStatic ? "static " : "")}{TypeText.Of(field.FieldType, Nullability.Create(field))} {field.Name}",
            _ => null,
        };

    private static string Property(PropertyInfo property)
    {
        var first = property.GetAccessors(nonPublic: true).First(IsVisible);
        var accessors = string.Concat(
            property.GetMethod is { } get && IsVisible(get) ? "get; " : "",
            property.SetMethod is { } set && IsVisible(set) ? "set; " : ""
        );
        var nullability = Nullability.Create(property);
        return $"{Access(first)}{Modifier(first)}{TypeText.Of(property.PropertyType, nullability)} {property.Name} {{ {accessors}}}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifier(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(',', method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var start = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.RawDefaultValue is { } given ? Convert.ToString(given, CultureInfo.InvariantCulture) : "null";
        var end = parameter.HasDefaultValue ? $"={value}" : "";
        return $"{start}{TypeText.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{end}";
    }
}
