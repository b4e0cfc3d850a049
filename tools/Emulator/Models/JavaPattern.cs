using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.Emulator.Models;

/// <summary>Matches a whole value against a model's regular expression, which is written for Java.</summary>
internal static partial class JavaPattern
{
    private static readonly ConcurrentDictionary<string, (Regex? Whole, Regex? Part)> Known = new();

    /// <summary>
    /// Says what is wrong with a text: <c>pattern</c>, <c>pattern-found-within</c> or <c>pattern-unreadable</c>; null when nothing is
    /// wrong.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    public static string? FaultOf(string pattern, string text)
    {
        var (whole, within) = Known.GetOrAdd(pattern, Read);
        return whole is null ? "pattern-unreadable"
            : whole.IsMatch(text) ? null
            : within!.IsMatch(text) ? "pattern-found-within"
            : "pattern";
    }

    private static (Regex?, Regex?) Read(string pattern)
    {
        // Java reads two pairs of surrogates as a range of characters. .NET sees their halves.
        var adapted = Blocks()
            .Replace(
                CodePoints().Replace(Surrogates().Replace(Underscore().Replace(pattern, "$1_"), @"\ud800-\udfff"), CodePoint),
                block => DotNetClasses[block.Groups[1].Value]
            );
        try
        {
            return (new Regex($@"\A(?:{adapted})\z", RegexOptions.CultureInvariant), new Regex(adapted, RegexOptions.CultureInvariant));
        }
        catch (ArgumentException)
        {
            return (null, null);
        }
    }

    private static string CodePoint(Match one) =>
        int.Parse(one.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var code && code <= char.MaxValue
            ? $@"\u{code:x4}"
            : @"\uffff";

    // Java's names of character classes that have another name in .NET.
    private static readonly Dictionary<string, string> DotNetClasses = new()
    {
        ["Alpha"] = @"a-zA-Z",
        ["Alnum"] = @"a-zA-Z0-9",
        ["Digit"] = "0-9",
        ["Upper"] = "A-Z",
        ["Lower"] = "a-z",
        ["ASCII"] = @"\x00-\x7F",
        ["Graph"] = @"\x21-\x7E",
        ["Print"] = @"\x20-\x7E",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Space"] = @"\s",
        ["XDigit"] = "0-9a-fA-F",
        ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1F\x7F",
    };

    [GeneratedRegex(@"\\p\{(Alpha|Alnum|Digit|Upper|Lower|ASCII|Graph|Print|Punct|Space|XDigit|Blank|Cntrl)\}")]
    private static partial Regex Blocks();

    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}(-\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})?"
    )]
    private static partial Regex Surrogates();

    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\_")]
    private static partial Regex Underscore();

    [GeneratedRegex(@"\\x\{([0-9a-fA-F]+)\}")]
    private static partial Regex CodePoints();
}
