using System.Text.Json.Serialization;

namespace BedrockDefense.Live.Verifying;

/// <summary>The ways in which what stands can deviate from what was declared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviationKind>))]
public enum DeviationKind
{
    /// <summary>The resource does not exist.</summary>
    Missing,

    /// <summary>The resource has another value than declared.</summary>
    Different,

    /// <summary>Somebody added something to the resource that is not declared.</summary>
    Added,

    /// <summary>An account and Region lacks what a StackSet deploys there.</summary>
    Uncovered,

    /// <summary>The resource stands as declared, but does not work, or waits for a confirmation.</summary>
    Unhealthy,

    /// <summary>AWS did not show it, so nobody knows.</summary>
    Unseen,
}

/// <summary>Who says that something deviates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviationSource>))]
public enum DeviationSource
{
    /// <summary>AWS says it to the management account, or to an account that the stack itself is deployed to.</summary>
    Organization,

    /// <summary>Only the member account itself says it. Whoever controls that account may have made the answer.</summary>
    Member,
}

/// <summary>A deviation of what stands in AWS from what was declared.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Account">The id of the account that the resource belongs to.</param>
/// <param name="Region">The code of the Region, or <c>global</c>.</param>
/// <param name="Resource">The resource's type and name, such as <c>sns/topic bedrock-defense-critical</c>.</param>
/// <param name="Field">The input that differs; null when it is about the whole resource.</param>
/// <param name="Declared">The declared value; null when it is about the whole resource.</param>
/// <param name="Found">What AWS shows, or why it shows nothing.</param>
/// <param name="Remedy">The command or step that mends it.</param>
public sealed record Deviation(
    DeviationKind Kind,
    string Account,
    string Region,
    string Resource,
    string? Field,
    string? Declared,
    string Found,
    string Remedy
)
{
    /// <summary>Who says it.</summary>
    public DeviationSource Source { get; init; }
}
