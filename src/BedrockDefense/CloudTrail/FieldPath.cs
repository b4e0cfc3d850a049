namespace BedrockDefense.CloudTrail;

/// <summary>
/// The name of a field in a rule. <c>userIdentity.sessionContext.sessionIssuer.arn</c> names a field of nested objects. In an array
/// of objects, the field of each element counts. Names are case-sensitive, as in JSON.
/// </summary>
public sealed record FieldPath(string Text)
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
