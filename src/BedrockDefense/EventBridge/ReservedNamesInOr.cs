namespace BedrockDefense.EventBridge;

/// <summary>
/// The names that cannot be field names inside <c>$or</c>. AWS's rule engine reserves them, including some that it does not
/// implement yet.
/// </summary>
internal static class ReservedNamesInOr
{
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "exactly",
            "equals-ignore-case",
            "prefix",
            "suffix",
            "anything-but",
            "exists",
            "wildcard",
            "numeric",
            "cidr",
            "=",
            "<",
            "<=",
            ">",
            ">=",
            "regex",
            "not-wildcard",
            "not-equals-ignore-case",
            "date-after",
            "date-on-or-after",
            "date-before",
            "date-on-or-before",
            "in-date-range",
            "ip-address-in-range",
            "ip-address-not-in-range",
        };
}
