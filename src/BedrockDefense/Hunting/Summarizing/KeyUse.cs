namespace BedrockDefense.Hunting.Summarizing;

/// <summary>The use of an access key.</summary>
/// <param name="Calls">How often, and when.</param>
/// <param name="Principal">Who used it first.</param>
/// <param name="Account">The account of its first call.</param>
internal readonly record struct KeyUse(CallSpan Calls, string Principal, string Account)
{
    /// <summary>Returns the use of both. Of two first calls of one time, the texts decide, so that threads do not matter.</summary>
    public KeyUse With(KeyUse other)
    {
        if (Calls.Calls == 0)
        {
            return other;
        }

        var order = Calls.First.CompareTo(other.Calls.First);
        order = order != 0 ? order : string.CompareOrdinal(Principal, other.Principal);
        order = order != 0 ? order : string.CompareOrdinal(Account, other.Account);
        var first = order <= 0 ? this : other;
        return new KeyUse(Calls.With(other.Calls), first.Principal, first.Account);
    }
}
