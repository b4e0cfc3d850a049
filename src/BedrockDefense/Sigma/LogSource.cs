namespace BedrockDefense.Sigma;

/// <summary>The log a rule reads; the detections here read <c>product: aws, service: cloudtrail</c>.</summary>
public sealed record LogSource(string? Category, string? Product, string? Service)
{
    private const string CloudTrailProduct = "aws";
    private const string CloudTrailService = "cloudtrail";

    /// <summary>
    /// Whether CloudTrail is among the logs it means. What a logsource leaves out it does not narrow (specification 2.1,
    /// "Log source"), but one that leaves out both is about no log; and CloudTrail has no categories.
    /// </summary>
    public bool IsCloudTrail =>
        Category is null
        && (Product is not null || Service is not null)
        && (Product is null || Product.Equals(CloudTrailProduct, StringComparison.OrdinalIgnoreCase))
        && (Service is null || Service.Equals(CloudTrailService, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it says, in words, such as <c>product windows, service security</c>.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] parts = [("category", Category), ("product", Product), ("service", Service)];
        return string.Join(
            ", ",
            parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {VisibleText.Of(part.Value!, VisibleText.Excerpt)}")
        );
    }
}
