namespace BedrockDefense.Athena;

/// <summary>What a query reads, which is what it costs: Athena bills the bytes scanned.</summary>
/// <param name="Database">The Glue database.</param>
/// <param name="Table">The table in it.</param>
/// <param name="Days">How many whole days before today it goes back, at least 1; people change the statement's line where they need more.</param>
public sealed record AthenaScope(string Database = AthenaScope.DefaultDatabase, string Table = AthenaScope.DefaultTable, int Days = AthenaScope.DefaultDays)
{
    /// <summary>The database that the Pulumi program creates.</summary>
    public const string DefaultDatabase = "bedrock_defense";

    /// <summary>The table that the Pulumi program creates.</summary>
    public const string DefaultTable = "cloudtrail";

    /// <summary>A month answers most questions, and an organization's year may be terabytes.</summary>
    public const int DefaultDays = 30;
}
