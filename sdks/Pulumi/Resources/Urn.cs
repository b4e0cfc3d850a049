using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>The unique name of a resource across all stacks: <c>urn:pulumi:stack::project::parentType$type::name</c>.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private readonly string _value;

    /// <summary>Wraps a URN. Null or an empty text throws <see cref="ArgumentException"/>.</summary>
    public Urn(string value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException("A URN is not empty.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The text of the URN.</summary>
    public static implicit operator string(Urn value) => value._value;

    /// <summary>The text of the URN.</summary>
    public override string ToString() => _value;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Urn other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(Urn other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    /// <summary>Makes the URN of a resource. Project and stack are by default those of the deployment.</summary>
    public static Output<string> Create(
        Input<string> name,
        Input<string> type,
        Resource? parent = null,
        Input<string>? parentUrn = null,
        Input<string>? project = null,
        Input<string>? stack = null
    )
    {
        if (parent is not null && parentUrn is not null)
        {
            throw new ArgumentException("Give a parent or the URN of one, not both.");
        }

        var prefix = parent?.Urn ?? parentUrn?.Value;
        return prefix is not null
            ? Output.Format($"{prefix.Apply(urn => urn[..urn.LastIndexOf("::", StringComparison.Ordinal)])}${type}::{name}")
            : Output.Format(
                $"urn:pulumi:{stack ?? Deployment.Instance.StackName}::{project ?? Deployment.Instance.ProjectName}::{type}::{name}"
            );
    }
}
