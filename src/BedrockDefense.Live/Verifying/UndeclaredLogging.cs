namespace BedrockDefense.Live.Verifying;

/// <summary>
/// Whether model invocations are logged in an account and Region where the settings establish no logging: they leave the account alone, or
/// only observe.
/// </summary>
/// <param name="Account">The id of the account.</param>
/// <param name="Region">The code of the Region.</param>
/// <param name="Destination">Where invocations are logged to; null where they are not logged.</param>
public sealed record UndeclaredLogging(string Account, string Region, string? Destination)
{
    private const int MostPlaces = 10;

    /// <summary>Says in a sentence how many log their invocations, and names the first that do not.</summary>
    internal static IEnumerable<string> Describe(IReadOnlyList<UndeclaredLogging> all)
    {
        if (all.Count == 0)
        {
            yield break;
        }

        var silent = all.Where(one => one.Destination is null).Select(one => $"{one.Account} {one.Region}").ToList();
        yield return $"Where the settings establish no logging, {all.Count - silent.Count} of {all.Count} pairs of account and "
            + "Region log model invocations"
            + (silent.Count == 0 ? "" : $"; not {string.Join(", ", silent.Take(MostPlaces))}")
            + (silent.Count > MostPlaces ? ", …; --format json lists all" : "");
    }
}
