using System.Net;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// A test of a field in a rule. A field inside arrays has several values. A test holds when one of them passes, except for
/// <see cref="NullTest"/> and <see cref="ExistsTest"/>, which examine all values.
/// </summary>
/// <remarks>
/// A new kind of test needs a new method in <see cref="IValueTestVisitor{T}"/>. So the code does not compile until every visitor
/// handles it.
/// </remarks>
public abstract record ValueTest
{
    private protected ValueTest() { }

    /// <summary>Whether the test examines the values of the field one by one. Otherwise it examines whether there are values.</summary>
    public abstract bool LooksAtValues { get; }

    /// <summary>Whether the test holds when the field is absent.</summary>
    public abstract bool HoldsWhenAbsent { get; }

    /// <summary>The other fields that the test reads.</summary>
    public virtual IReadOnlyList<FieldPath> OtherFields => [];

    /// <summary>Calls the method of the visitor for this kind of test.</summary>
    public abstract T Accept<T>(IValueTestVisitor<T> visitor);
}

/// <summary>
/// Tests whether the value equals a text. Wildcards match only strings. A text without wildcards also equals the JSON boolean with
/// that name and, up to nine digits, the JSON integer. Longer digits are identifiers such as account ids.
/// </summary>
public sealed record TextTest(SigmaText Pattern, bool IsCased) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Text(this);
}

/// <summary>Tests whether the value is this number, or a string that contains it as the rule wrote it.</summary>
public sealed record NumberTest(decimal Number, string Text) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Number(this);
}

/// <summary>Tests whether the value is this boolean, or a string with its name.</summary>
public sealed record BooleanTest(bool Value) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Bool(this);
}

/// <summary>Tests whether the field is missing or null. An empty string or an empty list does not pass.</summary>
public sealed record NullTest : ValueTest
{
    public override bool LooksAtValues => false;

    public override bool HoldsWhenAbsent => true;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Null(this);
}

/// <summary>Tests whether the field is present. A null value also passes.</summary>
public sealed record ExistsTest : ValueTest
{
    public override bool LooksAtValues => false;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Exists(this);
}

/// <summary>Tests whether the value is a JSON number on this side of the limit.</summary>
public sealed record CompareTest(Comparison Comparison, decimal Limit) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Compare(this);
}

/// <summary>Tests whether the value is a string with an address of this network.</summary>
public sealed record CidrTest(IPNetwork Network) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Network(this);
}

/// <summary>Tests whether the value is a string in which the expression finds a match.</summary>
public sealed record RegexTest(Regex Expression) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Regex(this);
}

/// <summary>Tests whether the value equals a value of another field in the same event.</summary>
public sealed record FieldReferenceTest(FieldPath OtherField, bool IsCased) : ValueTest
{
    public override bool LooksAtValues => true;

    public override bool HoldsWhenAbsent => false;

    public override IReadOnlyList<FieldPath> OtherFields => [OtherField];

    public override T Accept<T>(IValueTestVisitor<T> visitor) => visitor.Reference(this);
}

/// <summary>The side of a limit in a comparison: <c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>.</summary>
public enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
