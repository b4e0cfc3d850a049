using System.Security.Cryptography;
using System.Text;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Packing;

/// <summary>
/// Packs statements into as few policies as possible. Each statement has its own order in which it prefers the policies,
/// derived from its Sid (rendezvous hashing). So a statement that is added or removed moves few others. The order of the
/// input does not matter.
/// </summary>
public static class ScpPacker
{
    // To prove that n statements do not fit into k policies can take exponential time. After this many tries the packer takes
    // one policy more. Catalogs of dozens of statements need a few hundred tries.
    private const int MaximumTries = 200_000;

    /// <summary>Packs statements.</summary>
    /// <param name="statements">The statements. An empty list gives no policies.</param>
    /// <param name="limits">The limits of AWS. One of the policies of a target is AWS's own.</param>
    /// <exception cref="InvalidInputException">
    /// Two statements have the same Sid, a statement does not fit into a policy, or all together need too many policies.
    /// </exception>
    public static IReadOnlyList<PackedPolicy> Pack(IEnumerable<PackableStatement> statements, ScpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(limits);
        // Places the largest statement first, because it fits into the fewest places.
        PackableStatement[] all =
        [
            .. statements.OrderByDescending(statement => statement.Characters).ThenBy(statement => statement.Sid, StringComparer.Ordinal),
        ];
        Check(all, limits);
        // Each statement but the first needs a comma, so each is counted with one and the capacity is one more.
        var capacity = limits.Characters - PackedPolicy.FrameCharacters + 1;
        var needed = all.Sum(statement => statement.Characters + 1);
        var most = limits.PoliciesPerTarget - 1;
        for (var count = (needed + capacity - 1) / capacity; count <= most; count++)
        {
            if (new Search(all, count, capacity).Run() is { } places)
            {
                return BuildPolicies(all, places, count, limits.Type);
            }
        }

        throw new InvalidInputException(
            $"the guardrails' statements need {needed - all.Length} characters, {DescribeExcess(needed, capacity, most)} {most} "
                + $"{limits.Type.Plural} of {limits.Characters} characters hold "
                + $"(a target takes {limits.PoliciesPerTarget}, and {limits.Type.FullAccess} is one): "
                + $"{string.Join(", ", all.Select(statement => $"{statement.Sid} ({statement.Characters})"))}; "
                + "turn off an opt-in guardrail, name fewer administrators, or raise the limits if the organization's quotas are higher"
        );
    }

    private static string DescribeExcess(int needed, int capacity, int most) =>
        needed > capacity * most ? $"{needed - (capacity * most)} more than" : "and cannot be divided so that";

    private static void Check(PackableStatement[] all, ScpLimits limits)
    {
        var most = limits.Characters - PackedPolicy.FrameCharacters;
        List<Fault> faults =
        [
            .. all.GroupBy(statement => statement.Sid)
                .Where(group => group.Skip(1).Any())
                .Select(group => new Fault(
                    $"the Sid {group.Key} is in {string.Join(" and ", group.Select(statement => statement.Guardrail))}; "
                        + "each statement needs one of its own"
                )),
            .. all.Where(statement => statement.Characters > most)
                .Select(statement => new Fault(
                    $"the statement {statement.Sid} of {statement.Guardrail} has {statement.Characters} characters, "
                        + $"{statement.Characters - most} more than fit into a {limits.Type.Noun} of {limits.Characters}; shorten "
                        + "the lists in it, such as the administrators"
                )),
        ];
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static List<PackedPolicy> BuildPolicies(PackableStatement[] all, int[] places, int count, OrganizationPolicyType type) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(place => new PackedPolicy(
                    type,
                    place + 1,
                    [
                        .. all.Where((_, index) => places[index] == place)
                            .OrderBy(statement => statement.Guardrail, StringComparer.Ordinal)
                            .ThenBy(statement => statement.Sid, StringComparer.Ordinal),
                    ]
                ))
                .Where(policy => policy.Statements.Count > 0),
        ];

    /// <summary>
    /// Places one statement after the other where it prefers to be, and goes back when the remaining statements do not fit.
    /// </summary>
    private sealed class Search(PackableStatement[] all, int count, int capacity)
    {
        private readonly int[] _places = new int[all.Length];
        private readonly int[] _free = [.. Enumerable.Repeat(capacity, count)];
        private readonly int[][] _preferences = [.. all.Select(statement => RankPlaces(statement.Sid, count))];
        private readonly int[] _remaining = SumRemaining(all);
        private readonly HashSet<string> _deadEnds = [];
        private int _tries;

        /// <summary>
        /// Returns the place of each statement, or null when none was found, or none within the allowed number of tries.
        /// </summary>
        public int[]? Run() => Place(0) ? _places : null;

        private bool Place(int index)
        {
            if (index == all.Length)
            {
                return true;
            }
            // The search continues alike for the same amounts of free room, whichever policies have them. Room that is too
            // small for the smallest statement is lost.
            var room = string.Join(' ', _free.Order().Prepend(index));
            if (_deadEnds.Contains(room) || _free.Where(free => free > all[^1].Characters).Sum() < _remaining[index])
            {
                return false;
            }

            var size = all[index].Characters + 1;
            var failed = new HashSet<int>();
            foreach (var place in _preferences[index])
            {
                // If one policy led to a dead end, another with the same free room leads to one too.
                if (_free[place] < size || !failed.Add(_free[place]) || ++_tries > MaximumTries)
                {
                    continue;
                }

                _free[place] -= size;
                _places[index] = place;
                if (Place(index + 1))
                {
                    return true;
                }

                _free[place] += size;
            }

            _deadEnds.Add(room);
            return false;
        }

        // For each index, the characters of the statements from there to the end.
        private static int[] SumRemaining(PackableStatement[] all)
        {
            var sums = new int[all.Length + 1];
            for (var index = all.Length - 1; index >= 0; index--)
            {
                sums[index] = sums[index + 1] + all[index].Characters + 1;
            }

            return sums;
        }

        private static int[] RankPlaces(string sid, int count) =>
            [
                .. Enumerable
                    .Range(0, count)
                    .OrderBy(
                        place => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{place} {sid}"))),
                        StringComparer.Ordinal
                    ),
            ];
    }
}
