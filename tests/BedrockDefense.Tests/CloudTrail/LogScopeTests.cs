using System.Globalization;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Tests.CloudTrail;

public sealed class LogScopeTests
{
    [Theory]
    // Above the folders that tell something.
    [InlineData("", FolderShare.Part)]
    [InlineData("trail", FolderShare.Part)]
    [InlineData("AWSLogs", FolderShare.Part)]
    [InlineData("a/b/AWSLogs/o-abcdef1234", FolderShare.Part)]
    // Accounts.
    [InlineData("AWSLogs/111122223333", FolderShare.Part)]
    [InlineData("AWSLogs/444455556666", FolderShare.None)]
    [InlineData("AWSLogs/o-abcdef1234/444455556666/CloudTrail/us-east-1/2026/11/20", FolderShare.None)]
    // Regions.
    [InlineData("AWSLogs/111122223333/CloudTrail", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026", FolderShare.None)]
    // Days. The period is from November 10 to December 20, and what is delivered until ten days later.
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2025", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2027", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/10", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/08", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/09", FolderShare.Part)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/10", FolderShare.All)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/12/30", FolderShare.All)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/12/31", FolderShare.None)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/10/deeper", FolderShare.All)]
    // Folders of other names tell nothing.
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/13", FolderShare.All)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/2/3", FolderShare.All)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/backup", FolderShare.All)]
    [InlineData("AWSLogs/111122223333/Config/us-east-1", FolderShare.All)]
    [InlineData("AWSLogs/11112222333x", FolderShare.All)]
    [InlineData("AWSLogs/other", FolderShare.All)]
    [InlineData("a/b/c/d", FolderShare.All)]
    public void The_names_of_folders_tell_how_much_of_what_lies_in_them_is_wanted(string folder, FolderShare share)
    {
        var window = new DeliveryWindow(Time("2026-11-10T00:30:00Z"), Time("2026-12-20T23:59:59.9999999Z"), TimeSpan.FromDays(10));
        var scope = new LogScope(new HashSet<string> { "111122223333" }, new HashSet<string> { "us-east-1" }, window);

        Assert.Equal(share, scope.ShareOf(Names(folder)));
        Assert.Equal(FolderShare.All, LogScope.Everything.ShareOf(Names(folder)));
    }

    [Fact]
    public void A_folder_whose_last_file_is_just_early_enough_is_wanted()
    {
        var window = new DeliveryWindow(Time("2026-11-10T00:59:59.9999999Z"), null, DeliveryWindow.DefaultLate);
        var scope = LogScope.Everything with { Window = window };

        Assert.Equal(FolderShare.Part, scope.ShareOf(Names("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/09")));
    }

    [Theory]
    [InlineData("AWSLogs/111122223333", "111122223333")]
    [InlineData("x/AWSLogs/o-abcdef1234/111122223333", "111122223333")]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1", "us-east-1")]
    [InlineData("AWSLogs/111122223333/CloudTrail", null)]
    [InlineData("AWSLogs/111122223333/Config/us-east-1", null)]
    [InlineData("AWSLogs", null)]
    [InlineData("111122223333", null)]
    public void A_folder_may_be_of_an_account_or_Region(string folder, string? name) =>
        Assert.Equal(name, LogScope.AccountOrRegionOf(Names(folder)));

    [Fact]
    public void The_ends_of_time_are_no_error()
    {
        var window = new DeliveryWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TimeSpan.MaxValue);
        var scope = LogScope.Everything with { Window = window };

        Assert.Equal(FolderShare.All, scope.ShareOf(Names("AWSLogs/111122223333/CloudTrail/us-east-1/9999")));
        Assert.Equal(FolderShare.All, scope.ShareOf(Names("AWSLogs/111122223333/CloudTrail/us-east-1/0001/01/01")));
    }

    private static string[] Names(string folder) => folder.Length == 0 ? [] : folder.Split('/');

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
