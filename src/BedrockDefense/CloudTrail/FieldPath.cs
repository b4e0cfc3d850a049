namespace BedrockDefense.CloudTrail;

/// <summary>
/// A field name of a rule: <c>userIdentity.sessionContext.sessionIssuer.arn</c> names a field of nested objects,
/// and runs through arrays of objects (each element is looked at). Names are case-sensitive, as JSON's are.
/// </summary>
internal sealed record FieldPath(string Text)
{
    /// <summary>The names between the dots.</summary>
    public IReadOnlyList<string> Segments { get; } = Text.Split('.');

    /// <inheritdoc/>
    public bool Equals(FieldPath? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
