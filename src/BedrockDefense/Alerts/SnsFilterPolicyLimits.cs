namespace BedrockDefense.Alerts;

/// <summary>
/// The sizes SNS allows for a filter policy. Source: "Filter policy constraints in Amazon SNS" (developer guide).
/// </summary>
internal static class SnsFilterPolicyLimits
{
    /// <summary>Keys at the top of a policy.</summary>
    public const int MaximumKeys = 5;

    /// <summary>
    /// The complexity of a policy: for each alternative of its <c>$or</c> the product, over its lists, of the number of
    /// values and the depth of the key; and the sum of these.
    /// </summary>
    public const int MaximumCombinations = 150;

    /// <summary>Bytes of a policy.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>The greatest number a policy may compare with; the least is its negative.</summary>
    public const double MaximumNumber = 1e9;

    /// <summary>Digits after the decimal point that are compared.</summary>
    public const int MaximumDecimals = 5;
}
