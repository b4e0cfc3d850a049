namespace BedrockDefense.Sigma;

/// <summary>The log that a rule is about. The detections of this project are about <c>product: aws, service: cloudtrail</c>.</summary>
public sealed record LogSource(string? Category, string? Product, string? Service)
{
    private const string CloudTrailProduct = "aws";
    private const string CloudTrailService = "cloudtrail";

    /// <summary>
    /// Whether the log source includes CloudTrail. A field that it leaves out is not restricted (specification 2.1, "Log source").
    /// A log source without both product and service is not about any log, and CloudTrail has no categories.
    /// </summary>
    public bool IsCloudTrail =>
        Category is null
        && (Product is not null || Service is not null)
        && (Product is null || Product.Equals(CloudTrailProduct, StringComparison.OrdinalIgnoreCase))
        && (Service is null || Service.Equals(CloudTrailService, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the fields in words, such as <c>product windows, service security</c>.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] parts = [("category", Category), ("product", Product), ("service", Service)];
        return string.Join(
            ", ",
            parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {VisibleText.Of(part.Value!, VisibleText.Excerpt)}")
        );
    }
}
