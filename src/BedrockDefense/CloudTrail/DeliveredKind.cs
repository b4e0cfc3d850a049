namespace BedrockDefense.CloudTrail;

/// <summary>What a file that CloudTrail delivered to S3 holds (AWS CloudTrail User Guide, "Finding your CloudTrail log files").</summary>
public enum DeliveredKind
{
    /// <summary>Management and data events (<c>CloudTrail</c>).</summary>
    Log,

    /// <summary>Hashes and names of log files (<c>CloudTrail-Digest</c>).</summary>
    Digest,

    /// <summary>Insights events (<c>CloudTrail-Insight</c>).</summary>
    Insight,

    /// <summary>Network activity events (<c>CloudTrail-NetworkActivity</c>).</summary>
    NetworkActivity,

    /// <summary>Aggregated data events (<c>CloudTrail-Aggregated</c>).</summary>
    Aggregated,
}
