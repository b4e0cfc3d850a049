using System.Reflection;
using BedrockDefense.Cli.Reporting.Model;

namespace BedrockDefense.Page.Tests;

/// <summary>
/// A report of which every text from outside is the same. It is filled from the records' own constructors, so that a field that is added
/// later is tried too.
/// </summary>
internal static class SampleReport
{
    // Units are within units.
    private const int MostLevels = 4;

    // The program makes these itself, of its own names and numbers.
    private static readonly Dictionary<string, string> Made = new() { ["Anchor"] = "sources", ["Percent"] = "50" };

    /// <summary>Returns the report.</summary>
    /// <param name="text">The text in every field.</param>
    public static Report Of(string text) => (Report)Fill(typeof(Report), "", text, 0)!;

    private static object? Fill(Type type, string name, string text, int depth) =>
        type == typeof(string) ? Made.GetValueOrDefault(name, text)
        : type == typeof(int) ? 5_000
        : type == typeof(bool) ? true
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : type.IsGenericType ? Fill(type.GetGenericArguments()[0], text, depth)
        : Activator.CreateInstance(
            type,
            type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
                .MaxBy(one => one.GetParameters().Length)!
                .GetParameters()
                .Select(one => Fill(one.ParameterType, one.Name!, text, depth + 1))
                .ToArray()
        );

    private static Array Fill(Type item, string text, int depth)
    {
        var items = Array.CreateInstance(item, depth > MostLevels ? 0 : 2);
        for (var index = 0; index < items.Length; index++)
        {
            items.SetValue(Fill(item, "", text, depth), index);
        }

        return items;
    }
}
