using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Sdks.Tests;

/// <summary>Reads the generated SDK by reflection, in a way that also works for the real package.</summary>
internal static class AwsTypes
{
    public static Assembly Assembly => typeof(Pulumi.Aws.Provider).Assembly;

    public static IReadOnlyList<Type> Resources { get; } =
    [.. Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(CustomResource)))];

    public static IReadOnlyList<Type> InputClasses { get; } =
    [.. Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(InputArgs)))];

    public static Type Find(string name) => Assembly.GetType($"Pulumi.Aws.{name}", throwOnError: true)!;

    public static string NameOf(Type type) => type.FullName!["Pulumi.Aws.".Length..];

    /// <summary>Finds the inputs of an args class. The attribute is on a property, or on the field behind a list, map or secret.</summary>
    public static ImmutableArray<AwsInput> Inputs(Type args) =>
        [
            .. args.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Select(member => (Member: member, Attribute: Attribute<InputAttribute>(member)))
                .Where(found => found.Attribute is not null)
                .Select(found => new AwsInput(
                    (string)found.Attribute!.ConstructorArguments[0].Value!,
                    found.Attribute.ConstructorArguments[1].Value is true,
                    found.Attribute.ConstructorArguments[2].Value is true,
                    found.Member as PropertyInfo ?? PropertyBehind(args, (FieldInfo)found.Member)
                )),
        ];

    /// <summary>Finds the outputs of a resource by wire name.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Outputs(Type resource) =>
        resource
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .ToDictionary(property => (string)Attribute<OutputAttribute>(property)!.ConstructorArguments[0].Value!);

    private static CustomAttributeData? Attribute<T>(MemberInfo member) =>
        member.GetCustomAttributesData().SingleOrDefault(a => a.AttributeType == typeof(T));

    private static PropertyInfo PropertyBehind(Type args, FieldInfo field) =>
        args.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Single(property => string.Equals($"_{property.Name}", field.Name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An input as its attribute declares it, and the property that sets it.</summary>
internal sealed record AwsInput(string Wire, bool Required, bool Json, PropertyInfo Property);
