using System.Globalization;

namespace BedrockDefense.CloudTrail;

/// <summary>
/// The accounts, Regions and period whose log files are wanted. The folders in which CloudTrail delivers tell what is in them:
/// <c>AWSLogs/[ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YEAR/MONTH/DAY</c>, after any prefix (AWS CloudTrail User Guide, "Finding your
/// CloudTrail log files").
/// </summary>
/// <param name="Accounts">The ids of the accounts; empty for all.</param>
/// <param name="Regions">The codes of the Regions; empty for all.</param>
/// <param name="Window">The period of the events.</param>
public sealed record LogScope(IReadOnlySet<string> Accounts, IReadOnlySet<string> Regions, DeliveryWindow Window)
{
    private const string Root = "AWSLogs";
    private const string Service = "CloudTrail";
    private const string OrganizationPrefix = "o-";
    private const int AccountLength = 12;

    // The folders before the root are the trail's prefix. A deeper root is not looked for.
    private const int DeepestRoot = 4;

    /// <summary>Everything.</summary>
    public static LogScope Everything { get; } =
        new(new HashSet<string>(), new HashSet<string>(), new DeliveryWindow(null, null, DeliveryWindow.DefaultLate));

    private bool HasPeriod => Window.Since is not null || Window.Until is not null;

    /// <summary>Says how much of what lies in a folder, at any depth, is in the scope.</summary>
    /// <param name="folder">The names of the folders that lead to it and its own, the outermost first.</param>
    public FolderShare ShareOf(ReadOnlySpan<string> folder)
    {
        var root = folder.LastIndexOf(Root);
        if (root < 0)
        {
            return Of(folder.Length < DeepestRoot && (Accounts.Count > 0 || Regions.Count > 0 || HasPeriod));
        }

        var below = WithoutOrganization(folder[(root + 1)..]);
        if (below.IsEmpty)
        {
            return Of(Accounts.Count > 0 || Regions.Count > 0 || HasPeriod);
        }

        return !IsAccount(below[0]) ? FolderShare.All
            : !IsIn(Accounts, below[0]) ? FolderShare.None
            : ShareOfAccount(below[1..]);
    }

    /// <summary>Returns the account or Region that a folder of CloudTrail's is of; null when it is of none, or of both.</summary>
    /// <param name="folder">The names of the folders that lead to it and its own, the outermost first.</param>
    public static string? AccountOrRegionOf(ReadOnlySpan<string> folder)
    {
        var root = folder.LastIndexOf(Root);
        var below = root < 0 ? [] : WithoutOrganization(folder[(root + 1)..]);
        return below switch
        {
            [var account] when IsAccount(account) => account,
            [var account, var service, var region] when IsAccount(account) && IsService(service) => region,
            _ => null,
        };
    }

    /// <summary>Whether a file may be of a wanted account and Region, whatever its time.</summary>
    /// <param name="name">What its name tells.</param>
    public bool IsOfPlace(DeliveredName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsIn(Accounts, name.Account) && IsIn(Regions, name.Region);
    }

    private static ReadOnlySpan<string> WithoutOrganization(ReadOnlySpan<string> below) =>
        below is [var name, ..] && name.StartsWith(OrganizationPrefix, StringComparison.Ordinal) ? below[1..] : below;

    private static bool IsAccount(string name) => name.Length == AccountLength && !name.AsSpan().ContainsAnyExceptInRange('0', '9');

    // Digests, Insights and other events have folders of their own, whose names begin like that of the logs.
    private static bool IsService(string name) => name.StartsWith(Service, StringComparison.Ordinal);

    private static bool IsIn(IReadOnlySet<string> wanted, string one) => wanted.Count == 0 || wanted.Contains(one);

    private static FolderShare Of(bool isPart) => isPart ? FolderShare.Part : FolderShare.All;

    private FolderShare ShareOfAccount(ReadOnlySpan<string> below) =>
        below.IsEmpty || (below.Length == 1 && IsService(below[0])) ? Of(Regions.Count > 0 || HasPeriod)
        : !IsService(below[0]) ? FolderShare.All
        : !IsIn(Regions, below[1]) ? FolderShare.None
        : below.Length == 2 ? Of(HasPeriod)
        : ShareOfDays(below[2..]);

    private FolderShare ShareOfDays(ReadOnlySpan<string> date)
    {
        if (!HasPeriod || PeriodOf(date) is not var (start, end))
        {
            return FolderShare.All;
        }

        return IsTooEarly(end) || IsTooLate(start) ? FolderShare.None : Of(IsTooEarly(start) || IsTooLate(end));
    }

    private bool IsTooEarly(DateTimeOffset delivery) => Window.Since - delivery > DeliveryWindow.Early;

    private bool IsTooLate(DateTimeOffset delivery) => delivery - Window.Until > Window.Late;

    private static (DateTimeOffset Start, DateTimeOffset End)? PeriodOf(ReadOnlySpan<string> date)
    {
        var (format, text) = date switch
        {
            [var year] => ("yyyy", year),
            [var year, var month] => ("yyyy-MM", $"{year}-{month}"),
            [var year, var month, var day] => ("yyyy-MM-dd", $"{year}-{month}-{day}"),
            _ => ("", "-"),
        };
        if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return null;
        }

        var last = date.Length switch
        {
            1 => new DateOnly(first.Year, 12, 31),
            2 => new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)),
            _ => first,
        };
        return (new(first, TimeOnly.MinValue, TimeSpan.Zero), new(last, TimeOnly.MaxValue, TimeSpan.Zero));
    }
}
