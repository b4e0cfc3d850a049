namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Names the accounts that are suspended or being closed. StackSets skip them, so nothing is expected there.</summary>
internal static class InactiveAccounts
{
    private const int MostNamed = 10;

    /// <summary>Lists them; AWS is not asked again.</summary>
    public static Remarks Of(CheckContext context)
    {
        var inactive = context.Organization.InactiveAccounts.OrderBy(account => account.Key, StringComparer.Ordinal).ToList();
        return inactive.Count == 0
            ? new Remarks()
            : new Remarks
            {
                Facts =
                [
                    $"Not active, so that nothing is expected there: {inactive.Count} accounts ("
                        + string.Join(", ", inactive.Take(MostNamed).Select(account => $"{account.Key} {account.Value}"))
                        + (inactive.Count > MostNamed ? ", …" : "")
                        + ").",
                ],
            };
    }
}
