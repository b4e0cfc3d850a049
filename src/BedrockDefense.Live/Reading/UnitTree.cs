namespace BedrockDefense.Live.Reading;

/// <summary>The accounts and units below a root or unit.</summary>
/// <param name="Accounts">The accounts, at any depth.</param>
/// <param name="Units">The units, at any depth.</param>
public sealed record UnitTree(IReadOnlyList<PlacedAccount> Accounts, IReadOnlyList<OrganizationalUnit> Units);

/// <summary>An account in its unit.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Unit">The id of the root or unit that it is directly in.</param>
public sealed record PlacedAccount(string Id, string Unit);

/// <summary>An organizational unit.</summary>
/// <param name="Id">The unit's id.</param>
/// <param name="Name">The unit's name.</param>
/// <param name="Parent">The id of the root or unit that it is directly in.</param>
public sealed record OrganizationalUnit(string Id, string Name, string Parent);
