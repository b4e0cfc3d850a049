using System.Globalization;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// Files whose names say that they hold no events of the period are not read, and that loses nothing: a hunt in files of the same
/// content, whose names tell nothing, finds the same.
/// </summary>
public sealed class HuntPeriodTests
{
    private const string Rule = """
        title: Stopped
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {eventName: StopLogging}, condition: selection}
        """;

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(24)]
    [InlineData(30 * 24)]
    public void Files_of_another_time_are_left_out_without_losing_an_event(int lateHours)
    {
        var (random, late) = (new Random(lateHours), TimeSpan.FromHours(lateHours));
        using var named = new LogFolder();
        using var nameless = new LogFolder();
        var deliveries = new List<DateTimeOffset>();
        for (var number = 0; number < 60; number++)
        {
            var delivered = Start.AddMinutes(random.Next(60 * 24 * 90));
            deliveries.Add(delivered);
            // Most events are delivered within minutes; some after as long as may be; of some the clock is ahead of CloudTrail's.
            string[] records =
            [
                .. Enumerable
                    .Range(0, 6)
                    .Select(one =>
                        random.Next(4) switch
                        {
                            0 => delivered - late + TimeSpan.FromSeconds(random.Next(100)),
                            1 => delivered - (late * random.NextDouble()),
                            2 => delivered + (DeliveryWindow.Early * random.NextDouble()),
                            _ => delivered.AddMinutes(-random.Next(15)),
                        }
                    )
                    .Select(time => HunterTests.Event(number, time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
            ];
            named.AddRecords(Name(delivered, number), records);
            nameless.AddRecords($"{number:D3}.json.gz", records);
        }

        var leftOut = 0;
        for (var run = 0; run < 15; run++)
        {
            var (one, other) = (Start.AddMinutes(random.Next(60 * 24 * 90)), Start.AddMinutes(random.Next(60 * 24 * 90)));
            var options = new HuntOptions
            {
                Since =
                    random.Next(4) == 0 ? null
                    : one < other ? one
                    : other,
                Until =
                    random.Next(4) == 0 ? null
                    : one < other ? other
                    : one,
                Late = late,
                Threads = 2,
            };

            var (found, report) = named.Hunt(Rule, options);
            var (all, whole) = nameless.Hunt(Rule, options);

            Assert.Equal(all.Select(finding => finding.Event), found.Select(finding => finding.Event));
            Assert.Equal(0, whole.FilesOutsidePeriod);
            Assert.Equal(
                deliveries.Count(time => time < options.Since - TimeSpan.FromHours(1) || time > options.Until + late),
                report.FilesOutsidePeriod
            );
            Assert.Equal(60, report.Files + report.FilesOutsidePeriod);
            leftOut += report.FilesOutsidePeriod;
        }

        Assert.True(leftOut > 100, $"only {leftOut} files were left out");
    }

    [Fact]
    public void Without_a_period_every_file_is_read()
    {
        using var folder = new LogFolder();
        folder.AddRecords(Name(Start, 1), [HunterTests.Event(1)]);

        Assert.Equal((1, 0), (folder.Hunt(Rule).Report.Files, folder.Hunt(Rule).Report.FilesOutsidePeriod));
    }

    [Fact]
    public void The_ends_of_time_are_periods_too()
    {
        using var folder = new LogFolder();
        folder.AddRecords(Name(Start, 1), [HunterTests.Event(1)]);

        var (found, _) = folder.Hunt(Rule, new HuntOptions { Since = DateTimeOffset.MinValue, Until = DateTimeOffset.MaxValue });

        Assert.Single(found);
    }

    [Fact]
    public void An_account_that_only_the_name_of_an_unread_file_has_is_no_slip()
    {
        using var folder = new LogFolder();
        folder.AddRecords(Name(Start.AddYears(-1), 1), [HunterTests.Event(1, account: "111122223333")]);

        var (_, report) = folder.Hunt(
            Rule,
            new HuntOptions
            {
                Since = Start,
                Accounts = new HashSet<string> { "111122223333", "444455556666" },
                Regions = new HashSet<string> { "eu-central-1" },
            }
        );

        Assert.Equal(["account 444455556666"], report.UnseenAccountsAndRegions);
        Assert.Equal(1, report.FilesOutsidePeriod);
    }

    private static string Name(DateTimeOffset delivered, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"111122223333_CloudTrail_eu-central-1_{delivered:yyyyMMdd'T'HHmm'Z'}_{number:D16}.json.gz"
        );
}
