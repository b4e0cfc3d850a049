using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>What the stack's own trail costs: its files, and what encrypts and keeps them.</summary>
internal static class TrailCosts
{
    private const int DaysPerMonth = 30;

    public static IEnumerable<CostLine> Of(StackDeclaration stack, Usage usage)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault() is not { } trail)
        {
            yield break;
        }

        var logs = TrailFiles.Logs(usage);
        yield return new CostLine(
            "Log files of the trail, one in five minutes for each account and Region",
            logs,
            Price.Of("s3-put"),
            TrailFiles.LogsBasis
        );
        yield return new CostLine("Encrypting the log files", logs, Price.Of("kms-request-of-cloudtrail"), TrailFiles.LogsBasis);
        var digests = trail.Inputs["enableLogFileValidation"]?.GetValue<bool>() is true ? TrailFiles.Digests(stack, usage) : 0;
        if (digests > 0)
        {
            var key = BucketKey.Of(stack);
            yield return new CostLine(
                "Digest files of the trail, one an hour for each account and enabled Region, governed or not",
                digests,
                Price.Of("s3-put"),
                TrailFiles.DigestsBasis
            );
            // CloudTrail encrypts these too ("Configure AWS KMS key policies for CloudTrail"), but the page that says what KMS
            // does not take names log files only.
            yield return new CostLine(
                $"Encrypting the digest files{key.Remark}",
                key.Requests(digests),
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
