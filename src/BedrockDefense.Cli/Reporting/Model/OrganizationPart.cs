namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>The organization, with how its accounts are covered.</summary>
/// <param name="Basis">What the picture is based on.</param>
/// <param name="Root">The root.</param>
/// <param name="Counts">How many accounts there are of each kind.</param>
internal sealed record OrganizationPart(string Basis, UnitBox Root, IReadOnlyList<Mark> Counts);

/// <summary>A root or an organizational unit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Note">What is attached to it; empty for nothing.</param>
/// <param name="Accounts">The accounts directly in it.</param>
/// <param name="Units">The units directly in it.</param>
internal sealed record UnitBox(string Name, string Note, IReadOnlyList<AccountTile> Accounts, IReadOnlyList<UnitBox> Units);

/// <summary>An account.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">How it is covered, in a word or two.</param>
/// <param name="Tone">How good that is.</param>
/// <param name="Note">More about it; empty for nothing.</param>
internal sealed record AccountTile(string Id, string Status, Tone Tone, string Note);
