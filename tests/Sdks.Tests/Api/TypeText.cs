using System.Reflection;

namespace Sdks.Tests.Api;

/// <summary>Writes types in the form of the listing.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
    };

    /// <summary>Writes a type's kind, full name, base type and public interfaces.</summary>
    public static string Header(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var interfaces = type.GetInterfaces().Where(i => i.IsVisible).Select(i => Of(i));
        var baseType = type.BaseType is null ? "" : Of(type.BaseType);
        return $"{kind} {type.Namespace}.{Of(type)} : {baseType} [{string.Join(',', interfaces)}]";
    }

    /// <summary>Writes a type's name, with only the outermost nullable annotation.</summary>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        var mark = nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsByRef)
        {
            return $"ref {Of(type.GetElementType()!)}{mark}";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]{mark}";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword + mark;
        }

        var name = type.Name.Split('`')[0];
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            name = $"{Of(type.DeclaringType!)}.{name}";
        }

        var arguments = type.GetGenericArguments();
        return arguments.Length == 0 ? name + mark : $"{name}<{string.Join(',', arguments.Select(a => Of(a)))}>{mark}";
    }
}
