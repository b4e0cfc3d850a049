namespace BedrockDefense.Hunting.Summarizing;

/// <summary>What a summary of an archive needs of an event. A text that the event does not have is a dash, unless it may be null.</summary>
internal readonly record struct SummarizedCall(
    DateTimeOffset? Time,
    string Name,
    string Api,
    string? ErrorCode,
    string Principal,
    string Account,
    string Region,
    string? AccessKey,
    bool IsOfLogging
);
