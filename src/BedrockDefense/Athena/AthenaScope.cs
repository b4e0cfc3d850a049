namespace BedrockDefense.Athena;

/// <summary>What a query reads, which decides its cost: Athena bills the bytes scanned, S3 and KMS bill the files read.</summary>
/// <param name="Database">The Glue database.</param>
/// <param name="Table">The table in the database.</param>
/// <param name="Days">
/// The number of whole days before today to search, at least 1. People who need more change this line of the statement.
/// </param>
public sealed record AthenaScope(
    string Database = AthenaScope.DefaultDatabase,
    string Table = AthenaScope.DefaultTable,
    int Days = AthenaScope.DefaultDays
)
{
    /// <summary>The database that the Pulumi program creates.</summary>
    public const string DefaultDatabase = "bedrock_defense";

    /// <summary>The table that the Pulumi program creates.</summary>
    public const string DefaultTable = "cloudtrail";

    /// <summary>
    /// The default number of days: yesterday and today. S3 and KMS bill every file that is read. CloudTrail writes a file every
    /// five minutes for each account and Region, so a month of a large organization has millions of files.
    /// </summary>
    public const int DefaultDays = 1;
}
