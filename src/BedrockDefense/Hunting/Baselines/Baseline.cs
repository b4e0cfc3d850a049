using System.Runtime.InteropServices;
using BedrockDefense.Hunting.Activity;

namespace BedrockDefense.Hunting.Baselines;

/// <summary>The traits of investigated calls, and how often each occurred in the time before.</summary>
internal sealed class Baseline
{
    /// <summary>The most different traits.</summary>
    public const int MostTraits = 20_000;

    private readonly List<Trait> _traits = [];
    private readonly Dictionary<(string Principal, string Account, NoveltyKind Kind, string Value), int> _numbers = [];
    private readonly Dictionary<string, List<int>>[] _byValue =
    [
        .. Enum.GetValues<NoveltyKind>().Select(_ => new Dictionary<string, List<int>>(StringComparer.Ordinal)),
    ];

    /// <summary>The number of traits.</summary>
    public int TraitCount => _traits.Count;

    /// <summary>The number of traits of calls that were left out, because there are too many.</summary>
    public long MoreTraits { get; private set; }

    /// <summary>The number of calls without a readable time, which cannot be compared.</summary>
    public long CallsWithoutTime { get; private set; }

    /// <summary>Notes the traits of a call.</summary>
    public void Add(RecordedCall call)
    {
        if (call.Time is not { } time)
        {
            CallsWithoutTime++;
            return;
        }

        if (call.Principal is not { } principal)
        {
            return;
        }

        var account = call.Event.Account ?? "";
        Add(NoveltyKind.Principal, principal);
        Add(NoveltyKind.Address, call.Address);
        Add(NoveltyKind.Network, CallTraits.Network(call.Address));
        Add(NoveltyKind.Region, call.Event.Region);
        Add(NoveltyKind.UserAgent, call.UserAgent);
        Add(NoveltyKind.Api, call.Api);
        Add(NoveltyKind.Hour, CallTraits.Hour(time));

        void Add(NoveltyKind kind, string? value)
        {
            if (value is null)
            {
                return;
            }

            if (!_numbers.TryGetValue((principal, account, kind, value), out var number))
            {
                if (_traits.Count == MostTraits)
                {
                    MoreTraits++;
                    return;
                }

                number = _traits.Count;
                _numbers[(principal, account, kind, value)] = number;
                _traits.Add(new Trait(principal, account, kind, value, 0, time));
                ref var numbers = ref CollectionsMarshal.GetValueRefOrAddDefault(_byValue[(int)kind], value, out _);
                (numbers ??= []).Add(number);
            }

            var known = _traits[number];
            _traits[number] = known with { Calls = known.Calls + 1, First = known.First < time ? known.First : time };
        }
    }

    /// <summary>Counts a call of the time before.</summary>
    /// <param name="kind">What of the call is counted.</param>
    /// <param name="value">Its value.</param>
    /// <param name="principal">Who made the call.</param>
    /// <param name="account">The account that it was made in.</param>
    /// <param name="counts">The counts so far, one for each trait.</param>
    public void Count(NoveltyKind kind, string? value, string? principal, string account, BaselineCount[] counts)
    {
        if (value is null || !_byValue[(int)kind].TryGetValue(value, out var numbers))
        {
            return;
        }

        foreach (var number in numbers)
        {
            var (trait, count) = (_traits[number], counts[number]);
            counts[number] = new BaselineCount(
                count.Principal + (trait.Principal == principal ? 1 : 0),
                count.Account + (trait.Account == account ? 1 : 0),
                count.Organization + 1
            );
        }
    }

    /// <summary>Returns what the principals had not done before, the newest to the organization first.</summary>
    /// <param name="counts">How often each trait occurred before.</param>
    public IEnumerable<Novelty> Novelties(BaselineCount[] counts) =>
        _traits
            .Select(
                (trait, number) =>
                    new Novelty(trait.Principal, trait.Account, trait.Kind, trait.Value, trait.Calls, trait.First, counts[number])
            )
            .Where(one => one.Before.Principal == 0)
            .OrderBy(one => one.Principal, StringComparer.Ordinal)
            .ThenBy(one => one.Account, StringComparer.Ordinal)
            .ThenByDescending(one => one.Score)
            .ThenBy(one => one.First)
            .ThenBy(one => one.Kind)
            .ThenBy(one => one.Value, StringComparer.Ordinal);

    private readonly record struct Trait(
        string Principal,
        string Account,
        NoveltyKind Kind,
        string Value,
        long Calls,
        DateTimeOffset First
    );
}
