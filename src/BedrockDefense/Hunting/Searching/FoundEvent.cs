namespace BedrockDefense.Hunting.Searching;

/// <summary>
/// An event that a search found. Its texts come from the event, so an attacker may have written them. A fact is null when the event does
/// not contain it.
/// </summary>
/// <param name="File">The path of the file, as it was given or found.</param>
/// <param name="Offset">The position of the event in the decompressed file, in bytes.</param>
/// <param name="Event">The facts that the event states.</param>
/// <param name="Source">The service that was called, such as <c>bedrock.amazonaws.com</c>.</param>
/// <param name="ErrorCode">The error of a call that failed or was refused.</param>
/// <param name="Address">The address that the call came from, or the service that made it.</param>
/// <param name="UserAgent">The program that made the call, by its own account.</param>
/// <param name="AccessKey">The id of the access key.</param>
/// <param name="Record">The record on one line; null unless <see cref="HuntOptions.KeepsRecords"/> is set.</param>
public sealed record FoundEvent(
    string File,
    long Offset,
    EventFacts Event,
    string? Source,
    string? ErrorCode,
    string? Address,
    string? UserAgent,
    string? AccessKey,
    string? Record
);
