using System.Net;
using Amazon.Runtime;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>No more requests are sent in a second than the user allows.</summary>
public sealed class PaceTests
{
    // A timer counts whole milliseconds, so that a distance of a third of a second becomes a little shorter.
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(990);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Calls_one_after_another_keep_the_pace(int callsPerSecond)
    {
        var clock = new JumpingClock();
        List<DateTimeOffset> times = [];
        using var handler = new ScriptedHandler(
            (number, _) =>
            {
                times.Add(clock.GetUtcNow());
                var status = number % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests;
                return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("{}") });
            }
        );
        using var session = new AwsSession(new AwsEndpoints(null), callsPerSecond, clock, handler);
        for (var call = 0; call < 25; call++)
        {
            await session.SendAsync(
                "111122223333",
                new AwsCall("kms", "us-east-1", "ListKeys", HttpMethod.Get, "/", null),
                _ => Task.FromResult(new ImmutableCredentials("AKIDEXAMPLE", "secret", null))
            );
        }

        Assert.Equal(49, times.Count);
        Assert.All(times.Zip(times.Skip(callsPerSecond)), pair => Assert.True(pair.Second - pair.First >= Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void Calls_at_the_same_time_keep_the_pace_and_do_not_wait_longer(int callsPerSecond)
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(callsPerSecond, clock);
        var waits = Enumerable.Range(0, 30).Select(_ => pace.WaitAsync(CancellationToken.None)).ToList();
        for (var second = 0; second * callsPerSecond < 30; second++)
        {
            Assert.Equal(Math.Min(30, (second * callsPerSecond) + 1), waits.Count(wait => wait.IsCompleted));
            clock.Advance(Second);
            Assert.InRange(
                waits.Count(wait => wait.IsCompleted),
                Math.Min(30, (second + 1) * callsPerSecond),
                (second + 1) * callsPerSecond
            );
            clock.Advance(TimeSpan.FromSeconds(1) - Second);
        }
    }

    [Fact]
    public async Task An_interruption_ends_the_wait()
    {
        using var interruption = new CancellationTokenSource();
        var pace = new Pace(1, new FakeTimeProvider());
        await pace.WaitAsync(interruption.Token);
        var wait = pace.WaitAsync(interruption.Token);
        await interruption.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
