using System.Collections;
using System.Globalization;

namespace BedrockDefense.Emulator.Models;

/// <summary>
/// Compares an operation's input with its shape. Values are dictionaries, lists, texts, flags, numbers (<see cref="long"/>, <see
/// cref="double"/>), times and bytes. The value <see cref="RuntimeValue"/> is not compared.
/// </summary>
internal sealed class ShapeValidator(ServiceModel model)
{
    /// <summary>Stands for a value that is known only at run time.</summary>
    public static readonly object RuntimeValue = new();

    /// <summary>Finds what is wrong with a value.</summary>
    public IEnumerable<Violation> Check(Shape shape, object? value, string member = "") =>
        shape switch
        {
            _ when shape.IsDocument || ReferenceEquals(value, RuntimeValue) => [],
            _ when !IsOf(shape.Type, value) => [new Violation(member, "type", value, $"{shape.Name} is a {shape.Type}")],
            { Type: "structure" } => Structure(shape, (Dictionary<string, object?>)value!, member),
            { Type: "list" } =>
            [
                .. CheckSize(shape, ((IList)value!).Count, member, value, " elements"),
                .. Elements(shape, (List<object?>)value, member),
            ],
            { Type: "map" } =>
            [
                .. CheckSize(shape, ((IDictionary)value!).Count, member, value, " entries"),
                .. Entries(shape, (Dictionary<string, object?>)value, member),
            ],
            { Type: "string" or "character" } => Text(shape, (string)value!, member),
            { Type: "blob" } => CheckSize(shape, ((byte[])value!).Length, member, value, " bytes"),
            { Type: "integer" or "long" or "float" or "double" } => CheckSize(
                shape,
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
                member,
                value,
                ""
            ),
            _ => [],
        };

    private static bool IsOf(string type, object? value) =>
        type switch
        {
            "structure" or "map" => value is Dictionary<string, object?>,
            "list" => value is List<object?>,
            "string" or "character" => value is string,
            "boolean" => value is bool,
            "integer" => value is long and >= int.MinValue and <= int.MaxValue,
            "long" => value is long,
            "float" or "double" => value is long or double,
            "timestamp" => value is DateTimeOffset,
            "blob" => value is byte[],
            _ => throw new NotSupportedException($"a model has a type {type} that nobody knows"),
        };

    private IEnumerable<Violation> Structure(Shape shape, Dictionary<string, object?> value, string member)
    {
        foreach (
            var required in shape.Required.Where(name => value.GetValueOrDefault(name) is null && !shape.Members[name].IsIdempotencyToken)
        )
        {
            yield return new Violation(Join(member, required), "required", null, $"{shape.Name} must have it");
        }

        foreach (var (name, inner) in value)
        {
            if (!shape.Members.TryGetValue(name, out var known))
            {
                yield return new Violation(Join(member, name), "unknown-member", inner, $"{shape.Name} has no such member");
                continue;
            }

            foreach (var violation in inner is null ? [] : Check(model.Of(known), inner, Join(member, name)))
            {
                yield return violation;
            }
        }

        if (shape.IsUnion && value.Count != 1)
        {
            yield return new Violation(member, "union", value, $"{shape.Name} is a union: exactly one member");
        }
    }

    private IEnumerable<Violation> Elements(Shape shape, List<object?> list, string member) =>
        list.SelectMany((element, index) => Check(model.Of(shape.Element!), element, $"{member}[{index}]"));

    private IEnumerable<Violation> Entries(Shape shape, Dictionary<string, object?> map, string member) =>
        map.SelectMany(entry =>
            Check(model.Of(shape.Key!), entry.Key, $"{member}.<key {entry.Key}>")
                .Concat(Check(model.Of(shape.Value!), entry.Value, $"{member}.{entry.Key}"))
        );

    private static IEnumerable<Violation> Text(Shape shape, string text, string member)
    {
        // AWS counts characters, not 16-bit units.
        foreach (var violation in CheckSize(shape, text.EnumerateRunes().Count(), member, text, " characters"))
        {
            yield return violation;
        }

        if (shape.Enum.Count > 0 && !shape.Enum.Contains(text))
        {
            yield return new Violation(member, "enum", text, $"one of {string.Join(", ", shape.Enum)}");
        }

        if (shape.Pattern is { } pattern && JavaPattern.FaultOf(pattern, text) is { } fault && !KnownGaps.IsExcused(pattern, text))
        {
            yield return new Violation(member, fault, text, pattern);
        }
    }

    private static IEnumerable<Violation> CheckSize(Shape shape, double size, string member, object? value, string unit)
    {
        if (size < shape.Min)
        {
            yield return new Violation(
                member,
                "min",
                value,
                string.Create(CultureInfo.InvariantCulture, $"{size}{unit}, at least {shape.Min}")
            );
        }

        if (size > shape.Max)
        {
            yield return new Violation(
                member,
                "max",
                value,
                string.Create(CultureInfo.InvariantCulture, $"{size}{unit}, at most {shape.Max}")
            );
        }
    }

    private static string Join(string member, string name) => member.Length == 0 ? name : $"{member}.{name}";
}
