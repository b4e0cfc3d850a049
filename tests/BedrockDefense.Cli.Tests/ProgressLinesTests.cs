using BedrockDefense.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace BedrockDefense.Cli.Tests;

/// <summary>A log of hours of work says now and then how far it is, and a log of seconds says nothing.</summary>
public sealed class ProgressLinesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void Long_work_writes_a_line_a_minute_with_the_time_left()
    {
        var progress = new ProgressLines("Reading", _lines.Add, _clock);
        for (var second = 1; second <= 1_000; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            progress.Show(second, 10_000);
        }

        Assert.Equal(16, _lines.Count);
        Assert.Equal("Reading: 0 % after 60 s, about 2 hours left.", _lines[0]);
        Assert.Equal("Reading: 9 % after 16 minutes, about 2 hours left.", _lines[^1]);
    }

    [Fact]
    public void Short_work_writes_nothing()
    {
        var progress = new ProgressLines("Reading", _lines.Add, _clock);
        for (var second = 1; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            progress.Show(second, 59);
        }

        Assert.Empty(_lines);
    }

    [Fact]
    public void Work_that_ends_needs_no_line()
    {
        var progress = new ProgressLines("Reading", _lines.Add, _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        progress.Show(5, 5);
        progress.Show(0, 0);

        Assert.Empty(_lines);
    }
}
