namespace BedrockDefense.Cli.Output;

/// <summary>Says how long something takes, as precisely as people need it.</summary>
internal static class Duration
{
    /// <summary>Returns the time in whole seconds, minutes or hours.</summary>
    public static string Describe(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2) ? $"{(int)time.TotalSeconds} s"
        : time < TimeSpan.FromHours(2) ? $"{(int)time.TotalMinutes} minutes"
        : $"{(int)time.TotalHours} hours";
}
