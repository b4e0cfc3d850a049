using System.Net;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// What a rule asks of a field. A field that runs through arrays has several values; a test holds when one of
/// them passes it, except <see cref="NullTest"/> and <see cref="ExistsTest"/>, which look at all.
/// </summary>
internal abstract record ValueTest;

/// <summary>
/// The value is this text. Wildcards match strings only; a text without wildcards also equals the JSON boolean
/// of that name and, up to nine digits, the JSON integer (longer digits are identifiers such as account ids).
/// </summary>
internal sealed record TextTest(SigmaText Pattern, bool Cased) : ValueTest;

/// <summary>The value is this number, or a string holding it as the rule wrote it.</summary>
internal sealed record NumberTest(decimal Number, string Written) : ValueTest;

/// <summary>The value is this boolean, or a string holding its name.</summary>
internal sealed record BooleanTest(bool Value) : ValueTest;

/// <summary>The field is missing or null; nothing else, not an empty string and not an empty list.</summary>
internal sealed record NullTest : ValueTest;

/// <summary>The field is present, whatever it holds, null included.</summary>
internal sealed record ExistsTest : ValueTest;

/// <summary>The value is a JSON number on that side of the limit.</summary>
internal sealed record CompareTest(Comparison Comparison, decimal Limit) : ValueTest;

/// <summary>The value is a string holding an address of that network.</summary>
internal sealed record CidrTest(IPNetwork Network) : ValueTest;

/// <summary>The value is a string that the expression finds something in.</summary>
internal sealed record RegexTest(Regex Expression) : ValueTest;

/// <summary>The value equals a value of another field of the same event.</summary>
internal sealed record FieldReferenceTest(FieldPath Other, bool Cased) : ValueTest;

/// <summary>The side of a limit: <c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>.</summary>
internal enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
