namespace BedrockDefense.Alerts;

/// <summary>The limits of SNS for a filter policy. Source: "Filter policy constraints in Amazon SNS" (developer guide).</summary>
internal static class SnsFilterPolicyLimits
{
    /// <summary>The maximum number of keys at the top level of a policy.</summary>
    public const int MaximumKeys = 5;

    /// <summary>
    /// The maximum complexity of a policy. The complexity of one alternative of its <c>$or</c> is a product over its lists: the
    /// number of values times the depth of the key. The complexity of the policy is the sum over all alternatives.
    /// </summary>
    public const int MaximumCombinations = 150;

    /// <summary>The maximum size of a policy in bytes.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>The greatest number that a policy may compare with; its negative is the least.</summary>
    public const double MaximumNumber = 1e9;

    /// <summary>The maximum number of digits after the decimal point.</summary>
    public const int MaximumDecimals = 5;
}
