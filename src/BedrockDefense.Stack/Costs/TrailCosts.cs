using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>Estimates what the stack's own trail costs: its files, their encryption and their storage.</summary>
internal static class TrailCosts
{
    private const int DaysPerMonth = 30;

    public static IEnumerable<CostLine> Of(StackDeclaration stack, Usage usage)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault() is not { } trail)
        {
            yield break;
        }

        var logs = TrailFiles.CountLogs(usage);
        yield return new CostLine(
            "Log files of the trail, one in five minutes for each account and Region",
            logs,
            Price.Of("s3-put"),
            TrailFiles.LogsBasis
        );
        yield return new CostLine("Encrypting the log files", logs, Price.Of("kms-request-of-cloudtrail"), TrailFiles.LogsBasis);
        var digests = trail.Inputs["enableLogFileValidation"]?.GetValue<bool>() is true ? TrailFiles.CountDigests(stack, usage) : 0;
        if (digests > 0)
        {
            var key = BucketKey.Of(stack);
            yield return new CostLine(
                "Digest files of the trail, one an hour for each account and enabled Region, governed or not",
                digests,
                Price.Of("s3-put"),
                TrailFiles.DigestsBasis
            );
            // CloudTrail encrypts digest files too ("Configure AWS KMS key policies for CloudTrail"). The page that says
            // which requests KMS does not bill names only log files.
            yield return new CostLine(
                $"Encrypting the digest files{key.Remark}",
                key.CountRequests(digests),
                Price.Of("kms-request"),
                BucketKey.Basis
            );
        }

        var kept = stack
            .OfType("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
            .Where(lifecycle => lifecycle.Text("bucket") == trail.Text("s3BucketName"))
            .Select(lifecycle => lifecycle.Inputs["rules"]?[0]?["expiration"]?["days"]?.GetValue<long>() ?? DaysPerMonth)
            .Max();
        var gigabytes = (usage.Events * TrailFiles.GigabytesPerEvent) + (digests * TrailFiles.GigabytesPerDigest);
        yield return new CostLine($"Keeping them for {kept} days", gigabytes * kept / DaysPerMonth, Price.Of("s3-storage"));
    }
}
