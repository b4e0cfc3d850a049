using BedrockDefense.CloudTrail;

namespace BedrockDefense.Tests.CloudTrail;

/// <summary>A file is left out by its name only when no event of the period can be in it.</summary>
public sealed class DeliveryWindowTests
{
    private static readonly DateTimeOffset Delivered = new(2026, 11, 20, 10, 15, 0, TimeSpan.Zero);

    public static TheoryData<string, TimeSpan?, TimeSpan?, bool> Cases =>
        new()
        {
            { "without a period", null, null, true },
            { "delivered an hour before the period, by a clock that is behind", TimeSpan.FromHours(1), null, true },
            { "delivered more than an hour before the period", TimeSpan.FromHours(1) + TimeSpan.FromTicks(1), null, false },
            { "delivered as late after the period as may be", null, -TimeSpan.FromDays(2), true },
            { "delivered later after the period than may be", null, -TimeSpan.FromDays(2) - TimeSpan.FromTicks(1), false },
            { "delivered within the period", -TimeSpan.FromDays(1), TimeSpan.FromDays(1), true },
        };

    /// <param name="sentence">What is said of the file.</param>
    /// <param name="since">The start of the period, from the delivery on.</param>
    /// <param name="until">The end of the period, from the delivery on.</param>
    /// <param name="canHold">Whether the file can hold events of the period.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_can_hold_events_of_a_period(string sentence, TimeSpan? since, TimeSpan? until, bool canHold)
    {
        var window = new DeliveryWindow(Delivered + since, Delivered + until, TimeSpan.FromDays(2));
        var name = new DeliveredName(DeliveredKind.Log, "111122223333", "us-east-1", Delivered);

        Assert.True(canHold == window.CanHoldEvents(name), sentence);
    }
}
