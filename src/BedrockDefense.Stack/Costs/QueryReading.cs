using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>The work of Athena, S3 and KMS for one saved query over all accounts and Regions.</summary>
/// <param name="Gigabytes">The gigabytes that Athena bills as scanned.</param>
/// <param name="Files">
/// The log files that are read. Each costs one GET request and, without a bucket key, one <c>kms:Decrypt</c>.
/// </param>
/// <param name="Listings">The LIST requests.</param>
internal sealed record QueryReading(decimal Gigabytes, decimal Files, decimal Listings)
{
    /// <summary>The AWS document that says what S3 bills for a query.</summary>
    public const string FilesBasis =
        "Files read: Amazon Athena pricing (S3 bills the requests of a query at its own rates; counted as one for each file)";

    /// <summary>The AWS document that says what a query lists.</summary>
    public const string ListingsBasis =
        "Listings: Amazon Athena User Guide, \"Use partition projection with Amazon Athena\" (the table's partitions are "
        + "computed, whether there is a file in them or not)";

    /// <summary>The AWS document that says how many bytes a query scans at least.</summary>
    public const string GigabytesBasis = "Bytes scanned: Amazon Athena pricing (rounded up to the megabyte, at least 10 MB for a query)";

    private const int HoursPerDay = 24;

    // S3 lists at most this many keys in a request (Amazon S3 API Reference, "ListObjectsV2").
    private const int KeysPerListing = 1_000;

    private const int LeastMegabytes = 10;
    private const int MegabytesPerGigabyte = 1_000;

    /// <summary>
    /// Returns the work of a query as it is saved. It reads yesterday and today, so at most two days. Null if the stack has
    /// no table.
    /// </summary>
    public static QueryReading? OfOneDay(StackDeclaration stack, Usage usage) => Of(stack, usage, hours: 2 * HoursPerDay, days: 2);

    /// <summary>
    /// Returns the work of a query over a month of 730 hours, as AWS counts it: 30 days and some hours of today. Null if the
    /// stack has no table.
    /// </summary>
    public static QueryReading? OfMonth(StackDeclaration stack, Usage usage) => Of(stack, usage, Usage.Hours, days: 31);

    private static QueryReading? Of(StackDeclaration stack, Usage usage, int hours, int days)
    {
        if (stack.OfType("aws:glue/catalogTable:CatalogTable").FirstOrDefault() is not { } table)
        {
            return null;
        }

        // The table also has Regions that are not governed. A query lists each of its partitions, even one without files.
        var regions = table.Inputs["parameters"]!["projection.region.values"]!.GetValue<string>().Split(',').Length;
        var files = TrailFiles.CountLogs(usage) * hours / Usage.Hours;
        var pages = Math.Max(1, Math.Ceiling(files / (usage.Places * days) / KeysPerListing));
        var empty = Math.Max(0, regions - usage.Regions) * usage.Accounts;
        var megabytes = Math.Ceiling(usage.Events * TrailFiles.GigabytesPerEvent * MegabytesPerGigabyte * hours / Usage.Hours);
        return new QueryReading(Math.Max(LeastMegabytes, megabytes) / MegabytesPerGigabyte, files, ((usage.Places * pages) + empty) * days);
    }
}
