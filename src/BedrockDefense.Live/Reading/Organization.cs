using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>The organization, as its management account sees it.</summary>
/// <param name="Id">The organization's id.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The management account's id.</param>
/// <param name="ActiveAccounts">The ids of the accounts that are active, the management account among them.</param>
public sealed record Organization(string Id, string RootId, string ManagementAccountId, IReadOnlySet<string> ActiveAccounts)
{
    private const string Active = "ACTIVE";

    // Several StackSets have the same targets.
    private readonly ConcurrentDictionary<string, Lazy<Task<UnitTree>>> _below = [];

    /// <summary>The other accounts by their ids, each with its state, such as <c>SUSPENDED</c> or <c>PENDING_CLOSURE</c>.</summary>
    public IReadOnlyDictionary<string, string> InactiveAccounts { get; init; } = new Dictionary<string, string>();

    /// <summary>What was read so far of the units and the accounts in them. AWS is not asked for it.</summary>
    public UnitTree SeenTree
    {
        get
        {
            var trees = _below
                .Values.Where(tree => tree is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                .Select(tree => tree.Value.Result)
                .ToList();
            return new UnitTree(
                [.. trees.SelectMany(tree => tree.Accounts).Distinct()],
                [.. trees.SelectMany(tree => tree.Units).Distinct()]
            );
        }
    }

    /// <summary>Reads the organization.</summary>
    /// <param name="home">The place of the management account.</param>
    /// <exception cref="AwsException">AWS refused to answer, or the answer cannot be read.</exception>
    public static Task<Organization> ReadAsync(Place home)
    {
        ArgumentNullException.ThrowIfNull(home);
        return ExpectedForm.RequireAsync("DescribeOrganization", home.Account.Id, home.Region, () => ReadAnswersAsync(home));
    }

    private static async Task<Organization> ReadAnswersAsync(Place home)
    {
        var organization = (await home.JsonAsync("organizations", "DescribeOrganization", []).ConfigureAwait(false))[
            "Organization"
        ]!.AsObject();
        var roots = await home.AllAsync("organizations", "ListRoots", "Roots", []).ConfigureAwait(false);
        var accounts = await home.AllAsync("organizations", "ListAccounts", "Accounts", []).ConfigureAwait(false);
        return new Organization(
            organization.Need("Id"),
            roots.Single().Need("Id"),
            organization.Need("MasterAccountId"),
            accounts.Where(account => StateOf(account) == Active).Select(account => account.Need("Id")).ToHashSet(StringComparer.Ordinal)
        )
        {
            InactiveAccounts = accounts
                .Where(account => StateOf(account) != Active)
                .ToDictionary(account => account.Need("Id"), account => StateOf(account) ?? "unknown", StringComparer.Ordinal),
        };
    }

    /// <summary>Lists the accounts and units at any depth below a root or unit, whatever the state of the accounts.</summary>
    /// <param name="home">The place of the management account.</param>
    /// <param name="unit">The id of the root or unit.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<UnitTree> TreeBelowAsync(Place home, string unit)
    {
        ArgumentNullException.ThrowIfNull(home);
        List<PlacedAccount> accounts =
        [
            .. (await ListAsync("ListAccountsForParent", "Accounts").ConfigureAwait(false)).Select(one => new PlacedAccount(
                one.Need("Id"),
                unit
            )),
        ];
        List<OrganizationalUnit> units = [];
        foreach (var below in await ListAsync("ListOrganizationalUnitsForParent", "OrganizationalUnits").ConfigureAwait(false))
        {
            var id = below.Need("Id");
            var tree = await TreeBelowAsync(home, id).ConfigureAwait(false);
            units.Add(new OrganizationalUnit(id, below.Text("Name") ?? id, unit));
            units.AddRange(tree.Units);
            accounts.AddRange(tree.Accounts);
        }

        return new UnitTree(accounts, units);

        async Task<IEnumerable<JsonObject>> ListAsync(string operation, string list) =>
            await home.AllAsync("organizations", operation, list, new() { ["ParentId"] = unit }).ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the active accounts at any depth below a root or unit, without the management account, which StackSets skip. AWS is asked
    /// about each root or unit once.
    /// </summary>
    /// <param name="home">The place of the management account.</param>
    /// <param name="unit">The id of the root or unit.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public async Task<IReadOnlyList<string>> MembersBelowAsync(Place home, string unit) =>
        [
            .. (await _below.GetOrAdd(unit, id => new Lazy<Task<UnitTree>>(() => TreeBelowAsync(home, id))).Value.ConfigureAwait(false))
                .Accounts.Select(account => account.Id)
                .Where(id => id != ManagementAccountId && ActiveAccounts.Contains(id)),
        ];

    /// <summary>Lists the active accounts that the instances of a StackSet should be in.</summary>
    /// <param name="home">The place of the management account.</param>
    /// <param name="instances">The declared instances.</param>
    /// <exception cref="Clients.AwsException">AWS refused to answer.</exception>
    public async Task<IReadOnlySet<string>> TargetsOfAsync(Place home, DeclaredResource instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        SortedSet<string> accounts = new(StringComparer.Ordinal);
        foreach (var unit in instances.Inputs["deploymentTargets"]!.AsObject().Texts("organizationalUnitIds"))
        {
            accounts.UnionWith(await MembersBelowAsync(home, unit).ConfigureAwait(false));
        }

        return accounts;
    }

    // AWS replaces Status by State (AWS Organizations API Reference, "Account").
    private static string? StateOf(JsonObject account) => account.Text("State") ?? account.Text("Status");
}
