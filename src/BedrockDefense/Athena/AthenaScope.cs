namespace BedrockDefense.Athena;

/// <summary>What a query reads, which is what it costs: Athena bills the bytes scanned, S3 and KMS the files read.</summary>
/// <param name="Database">The Glue database.</param>
/// <param name="Table">The table in it.</param>
/// <param name="Days">
/// How many whole days before today it goes back, at least 1; people change the statement's line where they need more.
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
    /// Yesterday and today: S3 and KMS bill every file that is read, and CloudTrail writes one in five minutes for each account
    /// and Region, so that a month of a large organization is millions of them.
    /// </summary>
    public const int DefaultDays = 1;
}
