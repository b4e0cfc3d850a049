using System.Globalization;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>
/// Estimates what the copies of the invocations cost, each at its most: CloudWatch Logs sends the records compressed, and how much smaller
/// they become depends on the prompts.
/// </summary>
internal static class CopyCosts
{
    private const int DaysPerMonth = 30;

    // Firehose writes a file when the stream's buffer is full or its interval is over, whichever comes first.
    private const int MinutesInAnHour = 60;

    private const string Basis =
        "Files of a stream: Amazon Data Firehose Developer Guide, \"Configure buffering hints\"; a bucket key saves most requests to KMS";

    public static IEnumerable<CostLine> Of(StackDeclaration stack, MemberResources members, Usage usage)
    {
        if (stack.OfType("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream").FirstOrDefault() is not { } stream)
        {
            yield break;
        }

        var to = stream.Inputs["extendedS3Configuration"]!;
        var kept = stack
            .OfType("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
            .Where(lifecycle => lifecycle.Inputs["rules"]?[0]?["filter"]?["prefix"]?.GetValue<string>() == to["prefix"]!.GetValue<string>())
            .Select(lifecycle => lifecycle.Inputs["rules"]![0]!["expiration"]!["days"]!.GetValue<long>())
            .Single();
        var files = Math.Max(
            Usage.Hours * MinutesInAnHour * 60m / to["bufferingInterval"]!.GetValue<long>(),
            usage.InvocationGigabytes * 1_000m / to["bufferingSize"]!.GetValue<long>()
        );
        var assumed = string.Create(
            CultureInfo.InvariantCulture,
            $"if {usage.InvocationGigabytes:N0} GB arrive in all log groups together"
        );
        yield return new CostLine(
            $"Copying invocations to the log-archive account, {assumed}",
            usage.InvocationGigabytes,
            Price.Of("firehose-ingest")
        );
        yield return new CostLine("Files of the copies", files, Price.Of("s3-put"), Basis);
        yield return new CostLine("Encrypting the copies, at most", files, Price.Of("kms-request"), Basis);
        if (stack.OfType("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy").Any() || members.HaveMaskedLogGroups)
        {
            yield return new CostLine(
                $"Masking invocations as they arrive, at most, {assumed}",
                usage.InvocationGigabytes,
                Price.Of("cloudwatch-logs-masking"),
                "Each log group that has a data protection policy is scanned for all that it names"
            );
        }

        yield return new CostLine(
            $"Keeping the copies for {kept} days, {assumed}",
            (decimal)usage.InvocationGigabytes * kept / DaysPerMonth,
            Price.Of("s3-storage")
        );
    }
}
