using BedrockDefense.Cli.Input;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of a verb that say how S3 is read.</summary>
/// <param name="EndpointUrl">The value of <c>--endpoint-url</c>; null for AWS itself.</param>
/// <param name="RequestPayer">Whether <c>--request-payer</c> is given.</param>
internal sealed record BucketOptions(string? EndpointUrl, bool RequestPayer)
{
    /// <summary>Returns the options among those of a verb.</summary>
    public static BucketOptions Of(BucketSettings settings) => new(settings.EndpointUrl, settings.RequestPayer);

    /// <summary>Reads the address that answers in place of S3; null for AWS itself.</summary>
    public Uri? Endpoint(List<Fault> faults)
    {
        try
        {
            return EndpointOption.Parse(EndpointUrl);
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return null;
        }
    }

    /// <summary>Refuses the options where no path is in S3, because they would have no effect.</summary>
    public void RequireUse(bool isUsed, List<Fault> faults)
    {
        if (isUsed)
        {
            return;
        }

        if (EndpointUrl is not null)
        {
            faults.Add(NoUse($"--endpoint-url {VisibleText.Quote(EndpointUrl)}"));
        }

        if (RequestPayer)
        {
            faults.Add(NoUse("--request-payer"));
        }
    }

    private static Fault NoUse(string option) =>
        new($"{option}: no path is in S3; leave it out, or write a path such as s3://BUCKET/AWSLogs");
}
