using System.Net;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// What a rule asks of a field. A field that runs through arrays has several values; a test holds when one of
/// them passes it, except <see cref="NullTest"/> and <see cref="ExistsTest"/>, which look at all.
/// </summary>
/// <remarks>
/// A new kind is a new method of <see cref="IValueTestVisitor{T}"/>, so that nothing compiles until all have an answer for it.
/// </remarks>
public abstract record ValueTest
{
    private protected ValueTest() { }

    /// <summary>Whether it looks at the values of the field one by one; else at whether there are any.</summary>
    public abstract bool LooksAtValues { get; }

    /// <summary>Whether it holds of a field that is absent.</summary>
    public abstract bool HoldsWhenAbsent { get; }

    /// <summary>The other fields it looks at.</summary>
    public virtual IReadOnlyList<FieldPath> OtherFields => [];

    /// <summary>Asks the visitor about this kind of test.</summary>
    public abstract T Accept<T>(IValueTestVisitor<T> visitor);
}

/// <summary>
/// The value is this text. Wildcards match strings only; a text without wildcards also equals the JSON boolean
/// of that name and, up to nine digits, the JSON integer (longer digits are identifiers such as account ids).
/// </summary>
public sealed record TextTest(SigmaText Pattern, bool Cased) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Text(this);
}

/// <summary>The value is this number, or a string holding it as the rule wrote it.</summary>
public sealed record NumberTest(decimal Number, string Written) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Number(this);
}

/// <summary>The value is this boolean, or a string holding its name.</summary>
public sealed record BooleanTest(bool Value) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Bool(this);
}

/// <summary>The field is missing or null; nothing else, not an empty string and not an empty list.</summary>
public sealed record NullTest : ValueTest
{
    public override bool LooksAtValues => false;

    public override bool HoldsWhenAbsent => true;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Null(this);
}

/// <summary>The field is present, whatever it holds, null included.</summary>
public sealed record ExistsTest : ValueTest
{
    public override bool LooksAtValues => false;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Exists(this);
}

/// <summary>The value is a JSON number on that side of the limit.</summary>
public sealed record CompareTest(Comparison Comparison, decimal Limit) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Compare(this);
}

/// <summary>The value is a string holding an address of that network.</summary>
public sealed record CidrTest(IPNetwork Network) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Network(this);
}

/// <summary>The value is a string that the expression finds something in.</summary>
public sealed record RegexTest(Regex Expression) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Regex(this);
}

/// <summary>The value equals a value of another field of the same event.</summary>
public sealed record FieldReferenceTest(FieldPath Other, bool Cased) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override IReadOnlyList<FieldPath> OtherFields => [Other];

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Reference(this);
}

/// <summary>The side of a limit: <c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>.</summary>
public enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
