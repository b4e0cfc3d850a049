using System.Globalization;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>
/// Estimates what Athena queries over the trail's history cost. Scanning costs least: CloudTrail's files are small and many,
/// and S3 and KMS bill each file.
/// </summary>
internal static class QueryCosts
{
    /// <summary>Returns the costs of a month's saved queries, each run as it is saved.</summary>
    public static IEnumerable<CostLine> Of(StackDeclaration stack, Usage usage)
    {
        if (usage.Queries == 0 || QueryReading.OfOneDay(stack, usage) is not { } one)
        {
            yield break;
        }

        var key = BucketKey.Of(stack);
        yield return new CostLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Scanned by {usage.Queries:N0} saved queries, each of yesterday and today, all accounts and Regions"
            ),
            usage.Queries * one.Gigabytes,
            Price.Of("athena-scan"),
            QueryReading.GigabytesBasis
        );
        yield return new CostLine(
            "Files that they read, one request for each",
            usage.Queries * one.Files,
            Price.Of("s3-get"),
            QueryReading.FilesBasis
        );
        yield return new CostLine(
            "Listings that they make, one for each account, Region of the table and day",
            usage.Queries * one.Listings,
            Price.Of("s3-list"),
            QueryReading.ListingsBasis
        );
        yield return new CostLine(
            $"Decrypting what they read{key.Remark}",
            usage.Queries * key.CountRequests(one.Files),
            Price.Of("kms-request"),
            BucketKey.Basis
        );
    }

    /// <summary>Returns warnings: what one query over a month would cost, and what limits it.</summary>
    public static IEnumerable<string> FindTraps(StackDeclaration stack, Usage usage)
    {
        if (QueryReading.OfMonth(stack, usage) is not { } month)
        {
            yield break;
        }

        var key = BucketKey.Of(stack);
        var (scan, get, list) = (
            Price.Of("athena-scan").CostOf(month.Gigabytes),
            Price.Of("s3-get").CostOf(month.Files),
            Price.Of("s3-list").CostOf(month.Listings)
        );
        var (least, most) = (Price.Of("kms-request").CostOf(key.CountRequests(month.Files)), Price.Of("kms-request").CostOf(month.Files));
        var decrypt = key.IsOn
            ? $"{Dollars(least)} for decrypting them at best, {Dollars(most)} where S3 asks KMS for each, as for files from "
                + "before the bucket key"
            : $"{Dollars(most)} for decrypting them";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"A saved query over a month instead of a day reads {month.Files:N0} files of all accounts and Regions: "
                + $"{Dollars(scan)} for scanning {month.Gigabytes:N1} GB, {Dollars(get)} for reading, {Dollars(list)} for "
                + $"{month.Listings:N0} listings, {decrypt}: {Total()} each time. Name an account, a Region or fewer days in it."
        );
        if (
            stack
                .OfType("aws:athena/workgroup:Workgroup")
                .FirstOrDefault()
                ?.Inputs["configuration"]
                ?["bytesScannedCutoffPerQuery"]?.GetValue<long>() is
            { } limit
        )
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Athena ends a query at {limit / 1_000_000_000:N0} GB (hunting.scanLimitGigabytes), "
                    + $"{Dollars(Price.Of("athena-scan").CostOf(limit / 1e9m))} of scanning; nothing limits the requests."
            );
        }

        string Total() =>
            key.IsOn ? $"{Dollars(scan + get + list + least)} to {Dollars(scan + get + list + most)}" : Dollars(scan + get + list + most);
    }

    private static string Dollars(decimal amount) => amount.ToString("$#,##0.00", CultureInfo.InvariantCulture);
}
