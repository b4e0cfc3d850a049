namespace BedrockDefense.Hunting.Activity;

/// <summary>What a principal did, or what was done with a credential. Lists begin with what occurs most often.</summary>
/// <param name="Owner">Whether it is a principal or a credential.</param>
/// <param name="Id">The ARN or the access key.</param>
public sealed record ActivitySummary(ActivityOwner Owner, string Id)
{
    /// <summary>The time of the first call, as its event writes it; null when no event has a readable time.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The time of the last call.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>The number of calls, those that were refused included.</summary>
    public long Calls { get; init; }

    /// <summary>The number of calls that were refused or failed.</summary>
    public long Refused { get; init; }

    /// <summary>The number of calls of a session that authenticated with multi-factor authentication.</summary>
    public long CallsWithMfa { get; init; }

    /// <summary>The number of calls of a session that did not. The events of the other calls do not say it.</summary>
    public long CallsWithoutMfa { get; init; }

    /// <summary>The calls by service and name.</summary>
    public required IReadOnlyList<CallCount> Apis { get; init; }

    /// <summary>The calls by what attackers use them for.</summary>
    public required IReadOnlyList<(ApiGroup Group, IReadOnlyList<CallCount> Apis)> Groups { get; init; }

    /// <summary>The invocations of models.</summary>
    public required IReadOnlyList<ModelUse> Models { get; init; }

    /// <summary>The calls by the error that they were answered with.</summary>
    public required IReadOnlyList<CallCount> Errors { get; init; }

    /// <summary>The calls by account.</summary>
    public required IReadOnlyList<CallCount> Accounts { get; init; }

    /// <summary>The calls by Region.</summary>
    public required IReadOnlyList<CallCount> Regions { get; init; }

    /// <summary>The calls by the address that they came from.</summary>
    public required IReadOnlyList<CallCount> Addresses { get; init; }

    /// <summary>The calls by the program that made them, as it calls itself.</summary>
    public required IReadOnlyList<CallCount> UserAgents { get; init; }

    /// <summary>The calls that assume a role, by the role.</summary>
    public required IReadOnlyList<CallCount> AssumedRoles { get; init; }

    /// <summary>The number of values that are counted in no list, because there are more than can be kept.</summary>
    public long MoreValues { get; init; }
}
