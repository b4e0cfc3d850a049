namespace BedrockDefense.LogIntegrity;

/// <summary>What a digest says (AWS CloudTrail User Guide, "CloudTrail digest file structure").</summary>
/// <param name="Bucket">The bucket to which the digest was delivered.</param>
/// <param name="Key">The S3 key under which it was delivered.</param>
/// <param name="StartTime">The start of the time in which the log files were delivered.</param>
/// <param name="EndTime">The end of that time.</param>
/// <param name="EndText">The end as written, since the signature covers the text.</param>
/// <param name="Fingerprint">The fingerprint of the key that signed it.</param>
/// <param name="Previous">The digest before it; null at the start of a chain.</param>
/// <param name="Logs">The log files that were delivered in that time.</param>
internal sealed record DigestContent(
    string Bucket,
    string Key,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string EndText,
    string Fingerprint,
    PreviousDigest? Previous,
    IReadOnlyList<NamedLog> Logs
);

/// <summary>What a digest says of the digest before it.</summary>
/// <param name="Key">Its S3 key.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
/// <param name="Signature">Its signature, in hexadecimal.</param>
internal sealed record PreviousDigest(string Key, byte[] Hash, string Signature);

/// <summary>What a digest says of a log file.</summary>
/// <param name="Key">Its S3 key.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
internal sealed record NamedLog(string Key, byte[] Hash);
