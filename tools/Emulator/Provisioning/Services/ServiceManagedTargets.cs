namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>
/// Finds the units that a service-managed StackSet reaches. On AWS a target stands for every account at any depth below it, except the
/// management account. The emulator instead takes all accounts directly under the root, the management account too, and ignores units in
/// units. So it gets the id of every unit below the targets, and never the root.
/// </summary>
internal static class ServiceManagedTargets
{
    /// <summary>Finds the ids for the emulator.</summary>
    /// <param name="place">The place from which to ask.</param>
    /// <param name="targets">The declared targets.</param>
    /// <exception cref="InvalidOperationException">
    /// An account is directly under the root, where the emulator cannot reach it alone.
    /// </exception>
    public static async Task<IReadOnlyList<string>> UnitsAsync(Place place, IReadOnlyList<string> targets)
    {
        List<string> units = [];
        var left = new Queue<string>(targets);
        while (left.TryDequeue(out var target))
        {
            if (target.StartsWith("ou-", StringComparison.Ordinal))
            {
                units.Add(target);
            }
            else
            {
                await RequireOnlyManagementAsync(place, target).ConfigureAwait(false);
            }

            var below = await place
                .JsonAsync("organizations", "ListOrganizationalUnitsForParent", new() { ["ParentId"] = target })
                .ConfigureAwait(false);
            foreach (var unit in below["OrganizationalUnits"]!.AsArray())
            {
                left.Enqueue(unit!["Id"]!.GetValue<string>());
            }
        }

        return units;
    }

    private static async Task RequireOnlyManagementAsync(Place place, string root)
    {
        var accounts = await place.JsonAsync("organizations", "ListAccountsForParent", new() { ["ParentId"] = root }).ConfigureAwait(false);
        if (
            accounts["Accounts"]!
                .AsArray()
                .Select(account => account!.AsObject().Need("Id"))
                .FirstOrDefault(id => id != place.Account.Id) is
            { } member
        )
        {
            throw new InvalidOperationException(
                $"account {member} is directly under {root}, where the emulator cannot deploy to it without the management "
                    + "account; move it to a unit"
            );
        }
    }
}
