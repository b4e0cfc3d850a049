using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Reads configuration into the inputs of a resource by reflection, because the provider alone has some 300 endpoints. A secret value
/// becomes a secret input.
/// </summary>
internal static class InputReader
{
    private const int LargestNumber = 1_000_000;

    /// <summary>
    /// Finds the inputs of a type that are texts, numbers, flags, or lists and maps of texts, by the names that the configuration uses.
    /// </summary>
    public static ImmutableSortedDictionary<string, PropertyInfo> PlainInputsOf(Type args) =>
        args.GetProperties()
            .Where(property => property.CanWrite && IsPlain(property.PropertyType))
            .ToImmutableSortedDictionary(
                property => $"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}",
                property => property
            );

    /// <summary>Fills the arguments from the object, and notes a fault for every field that is no input.</summary>
    public static T Read<T>(ConfigNode node, T args)
        where T : ResourceArgs
    {
        var inputs = PlainInputsOf(typeof(T));
        foreach (var (name, field) in node.Fields([.. inputs.Keys]))
        {
            Set(args, inputs[name], field);
        }

        return args;
    }

    /// <summary>Sets one input, and notes a fault where the value is of another kind.</summary>
    public static void Set(ResourceArgs args, PropertyInfo input, ConfigNode node) => input.SetValue(args, Value(input.PropertyType, node));

    private static bool IsPlain(Type type) =>
        type == typeof(Input<string>)
        || type == typeof(Input<bool>)
        || type == typeof(Input<int>)
        || type == typeof(InputList<string>)
        || type == typeof(InputMap<string>);

    private static object? Value(Type type, ConfigNode node) =>
        type == typeof(Input<string>) ? Text(node)
        : node.IsUndisclosed ? null
        : type == typeof(Input<bool>) ? (node.Flag() is { } flag ? Mark(flag, node) : null)
        : type == typeof(Input<int>) ? (node.Number(0, LargestNumber) is { } number ? Mark(number, node) : null)
        : type == typeof(InputList<string>) ? List(node)
        : Map(node);

    private static Input<string>? Text(ConfigNode node) => node.Text("a text") is { } text ? Mark(text, node) : null;

    private static InputList<string> List(ConfigNode node)
    {
        var list = new InputList<string>();
        foreach (var entry in node.List("a list of texts") ?? [])
        {
            if (Text(entry) is { } text)
            {
                list.Add(text);
            }
        }

        return list;
    }

    private static InputMap<string> Map(ConfigNode node)
    {
        var map = new InputMap<string>();
        foreach (var (name, entry) in node.Entries("a map of texts"))
        {
            // A tag's value may be empty.
            if (entry.IsText && entry.Peek() is null)
            {
                map.Add(name, "");
            }
            else if (Text(entry) is { } text)
            {
                map.Add(name, text);
            }
        }

        return map;
    }

    private static Input<T> Mark<T>(T value, ConfigNode node) => node.IsSecret ? Output.CreateSecret(value) : value;
}
