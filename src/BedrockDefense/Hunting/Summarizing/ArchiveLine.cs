namespace BedrockDefense.Hunting.Summarizing;

/// <summary>A piece of the summary of an archive. Its texts come from events, so an attacker may have written them.</summary>
public abstract record ArchiveLine;

/// <summary>How much there is.</summary>
/// <param name="Events">The number of events.</param>
/// <param name="Refused">The number of events of calls that were refused or failed.</param>
/// <param name="First">The time of the first event; null when no event has a readable time.</param>
/// <param name="Last">The time of the last event.</param>
/// <param name="Accounts">The accounts, each with its number of events; the most frequent first.</param>
/// <param name="Regions">The Regions, in the same way.</param>
public sealed record OverviewLine(
    long Events,
    long Refused,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    IReadOnlyList<Activity.CallCount> Accounts,
    IReadOnlyList<Activity.CallCount> Regions
) : ArchiveLine;

/// <summary>Who changed or read the configuration of model invocation logging.</summary>
/// <param name="Name">The name of the call.</param>
/// <param name="Principal">Who made it: a role, a user or another principal.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="Calls">How often, and when.</param>
public sealed record LoggingAccessLine(string Name, string Principal, string Account, string Region, CallSpan Calls) : ArchiveLine;

/// <summary>What was refused, or failed.</summary>
/// <param name="Principal">Whose calls they were.</param>
/// <param name="Api">The service and the name of the call.</param>
/// <param name="ErrorCode">The error.</param>
/// <param name="Calls">How often, and when.</param>
public sealed record RefusedLine(string Principal, string Api, string ErrorCode, CallSpan Calls) : ArchiveLine;

/// <summary>An access key that is first seen in the archive.</summary>
/// <param name="AccessKey">The key.</param>
/// <param name="Principal">Who used it first.</param>
/// <param name="Account">The account of its first call.</param>
/// <param name="Calls">How often it was used, and when.</param>
public sealed record AccessKeyLine(string AccessKey, string Principal, string Account, CallSpan Calls) : ArchiveLine;
