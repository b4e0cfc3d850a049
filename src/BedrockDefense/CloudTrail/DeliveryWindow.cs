namespace BedrockDefense.CloudTrail;

/// <summary>
/// Tells by the name of a delivered file whether it can hold events of a period. An event is delivered after it happened: within "an
/// average of about 5 minutes of an API call. This time is not guaranteed" (AWS CloudTrail User Guide, "Getting and viewing your
/// CloudTrail log files").
/// </summary>
/// <param name="Since">The earliest time of the events; null for no limit.</param>
/// <param name="Until">The latest time of the events; null for no limit.</param>
/// <param name="Late">The longest time between an event and its delivery.</param>
public sealed record DeliveryWindow(DateTimeOffset? Since, DateTimeOffset? Until, TimeSpan Late)
{
    /// <summary>
    /// The default of <see cref="Late"/>. When a bucket cannot be written, "CloudTrail will attempt to redeliver the log files to your
    /// S3 bucket for 30 days" (same page).
    /// </summary>
    public static TimeSpan DefaultLate => TimeSpan.FromDays(30);

    /// <summary>
    /// How much earlier than its events a file may say that it was delivered. The name has no seconds, and the time of an event is
    /// told by another host's clock (AWS CloudTrail User Guide, "CloudTrail record contents", <c>eventTime</c>).
    /// </summary>
    public static TimeSpan Early => TimeSpan.FromHours(1);

    /// <summary>Returns whether the file with this name can hold events of the period.</summary>
    public bool CanHoldEvents(DeliveredName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !(Since - name.Time > Early) && !(name.Time - Until > Late);
    }
}
