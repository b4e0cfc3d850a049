using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Page.Tests;

/// <summary>
/// The verification of an organization of a thousand accounts in sixty units, some within others, with the names that hostile or careless
/// people give. A few accounts are not covered, deviate, could not be seen or are suspended.
/// </summary>
internal static class LargeOrganization
{
    private const int Accounts = 1_000;
    private const int Units = 60;
    private const int Regions = 17;
    private const string Root = "r-exam";
    private const string Management = "999999999999";

    // AWS takes names of units of up to 128 characters, and any characters in them.
    private static readonly string[] Names =
    [
        "workloads",
        "<script>window.owned=1</script>",
        "\u202eevil\u202c",
        new('W', 128),
        string.Concat(Enumerable.Repeat("long words ", 11)),
        "\"><img src=x onerror=window.owned=1>",
        "{{ report.title }}",
    ];

    private static readonly int[] NotCovered = [3, 412, 987];
    private static readonly int[] Deviating = [57, 700];
    private static readonly int[] Unseen = [120, 121, 122, 555];
    private static readonly int[] Suspended = [800];

    /// <summary>How many accounts there are, the management account among them.</summary>
    public static int Tiles => Accounts + 1;

    /// <summary>The ids of the accounts that need a look.</summary>
    public static IEnumerable<string> ToLookAt => NotCovered.Concat(Deviating).Concat(Unseen).Concat(Suspended).Select(Id);

    /// <summary>Makes the report.</summary>
    public static VerificationReport Report() =>
        new(
            100,
            0,
            0,
            0,
            [
                .. Deviating.Select(number => Of(DeviationKind.Different, number)),
                .. Unseen.Select(number => Of(DeviationKind.Unseen, number)),
            ],
            [],
            []
        )
        {
            Organization = new VerifiedOrganization(
                Root,
                Management,
                [
                    .. Enumerable
                        .Range(0, Units)
                        .Select(number => new OrganizationalUnit(Unit(number), Names[number % Names.Length], Parent(number))),
                ],
                [
                    new VerifiedAccount(Management, null, Root, Regions, Regions),
                    .. Enumerable
                        .Range(0, Accounts)
                        .Select(number =>
                            Suspended.Contains(number)
                                ? new VerifiedAccount(Id(number), "SUSPENDED", Unit(number % Units), 0, 0)
                                : new VerifiedAccount(
                                    Id(number),
                                    null,
                                    Unit(number % Units),
                                    Regions,
                                    NotCovered.Contains(number) ? Regions - 1 : Regions
                                )
                        ),
                ]
            ),
        };

    private static Deviation Of(DeviationKind kind, int number) =>
        new(kind, Id(number), "us-east-1", "iam/Role x", null, null, "found", "mend");

    private static string Id(int number) => $"{300_000_000_000 + number}";

    private static string Unit(int number) => $"ou-exam-{number:00000000}";

    // AWS lets units be in five levels below the root.
    private static string Parent(int number) => number < 4 ? Root : Unit((number - 4) / 4);
}
