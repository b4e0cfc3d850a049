using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>What one saved query over all accounts and Regions makes Athena, S3 and KMS do.</summary>
/// <param name="Gigabytes">GB that Athena bills as scanned.</param>
/// <param name="Files">Log files, each one GET request, and one <c>kms:Decrypt</c> without a bucket key.</param>
/// <param name="Listings">LIST requests.</param>
internal sealed record QueryReading(decimal Gigabytes, decimal Files, decimal Listings)
{
    /// <summary>Where it is documented what S3 bills of a query.</summary>
    public const string FilesBasis =
        "Files read: Amazon Athena pricing (S3 bills the requests of a query at its own rates; counted as one for each file)";

    /// <summary>Where it is documented what a query lists.</summary>
    public const string ListingsBasis =
        "Listings: Amazon Athena User Guide, \"Use partition projection with Amazon Athena\" (the table's partitions are "
        + "computed, whether there is a file in them or not)";

    /// <summary>Where it is documented what a query is taken to scan at least.</summary>
    public const string GigabytesBasis = "Bytes scanned: Amazon Athena pricing (rounded up to the megabyte, at least 10 MB for a query)";

    private const int HoursPerDay = 24;

    // S3 lists at most this many keys a request (Amazon S3 API Reference, "ListObjectsV2").
    private const int KeysPerListing = 1_000;

    private const int LeastMegabytes = 10;
    private const int MegabytesPerGigabyte = 1_000;

    /// <summary>
    /// A query as it is saved: it looks at yesterday and at today, at most two days. Null where there is no table to ask.
    /// </summary>
    public static QueryReading? OfOneDay(StackDeclaration stack, Usage usage) => Of(stack, usage, hours: 2 * HoursPerDay, days: 2);

    /// <summary>
    /// A query over a month, 30 days and the hours of today that make AWS's month of 730 hours. Null where there is no table.
    /// </summary>
    public static QueryReading? OfMonth(StackDeclaration stack, Usage usage) => Of(stack, usage, Usage.Hours, days: 31);

    private static QueryReading? Of(StackDeclaration stack, Usage usage, int hours, int days)
    {
        if (stack.OfType("aws:glue/catalogTable:CatalogTable").FirstOrDefault() is not { } table)
        {
            return null;
        }

        // The table has Regions that nobody governs, and each of its partitions is listed, whether there is a file in it or not.
        var regions = table.Inputs["parameters"]!["projection.region.values"]!.GetValue<string>().Split(',').Length;
        var files = TrailFiles.Logs(usage) * hours / Usage.Hours;
        var pages = Math.Max(1, Math.Ceiling(files / (usage.Places * days) / KeysPerListing));
        var empty = Math.Max(0, regions - usage.Regions) * usage.Accounts;
        var megabytes = Math.Ceiling(usage.Events * TrailFiles.GigabytesPerEvent * MegabytesPerGigabyte * hours / Usage.Hours);
        return new QueryReading(Math.Max(LeastMegabytes, megabytes) / MegabytesPerGigabyte, files, ((usage.Places * pages) + empty) * days);
    }
}
