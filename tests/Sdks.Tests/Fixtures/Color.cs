using Pulumi;

namespace Sdks.Tests.Fixtures;

/// <summary>An enum of strings in the form that the generator writes.</summary>
[EnumType]
public readonly struct Color : IEquatable<Color>
{
    private readonly string _value;

    private Color(string value) => _value = value;

    public static Color Red { get; } = new("red");

    public static explicit operator string(Color value) => value._value;

    public static bool operator ==(Color left, Color right) => left.Equals(right);

    public static bool operator !=(Color left, Color right) => !left.Equals(right);

    public override bool Equals(object? obj) => obj is Color other && Equals(other);

    public bool Equals(Color other) => _value == other._value;

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
