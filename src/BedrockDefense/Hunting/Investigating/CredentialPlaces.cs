using System.Runtime.InteropServices;
using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The places of the events that matter, and which of them belong to the answer.</summary>
internal sealed class CredentialPlaces
{
    /// <summary>How far the time of a sign-in and the start of its session may lie apart, in seconds.</summary>
    public const int LoginSeconds = 60;

    private readonly List<CredentialPlace> _issues = [];
    private readonly List<CredentialPlace> _logins = [];
    private readonly Dictionary<Digest, CredentialPlace> _starts = [];

    /// <summary>The number of events to start from that state no access key.</summary>
    public long StartsWithoutKey { get; private set; }

    /// <summary>The number of access keys to start from that were left out, because there are too many.</summary>
    public long MoreStarts { get; private set; }

    /// <summary>The number of issued keys that were left out, because there are too many.</summary>
    public long MoreIssues { get; private set; }

    /// <summary>The first event of each access key to start from.</summary>
    public IEnumerable<CredentialPlace> Starts => _starts.Values;

    /// <summary>The time of the first event to start from; null when there is none with a readable time.</summary>
    public DateTimeOffset? FirstStart { get; private set; }

    /// <summary>Adds a place.</summary>
    public void Add(CredentialPlace place)
    {
        if (place.Role.HasFlag(PlaceRole.Start))
        {
            AddStart(place);
        }

        if (place.Role.HasFlag(PlaceRole.Issue))
        {
            _issues.Add(place);
        }
        else if (place.Role.HasFlag(PlaceRole.Login))
        {
            _logins.Add(place);
        }
    }

    /// <summary>Chooses the places of the answer: the starts, what issued their keys, and what was issued with them.</summary>
    /// <param name="keys">The keys to trace even when no event uses them.</param>
    /// <param name="most">The most places.</param>
    public HashSet<(string File, long Offset)> Choose(IEnumerable<string> keys, int most)
    {
        var byIssued = new PlacesByDigest(_issues, issue => issue.Issued);
        var byUsed = new PlacesByDigest(_issues, issue => issue.Used);
        var chosen = _starts.Values.Select(start => (start.File, start.Offset)).ToHashSet();
        Digest[] first = [.. _starts.Keys.Concat(keys.Select(key => Digest.OfText(key))).Distinct()];
        Walk(first, byIssued.Find, issue => issue.Used, chosen, most);
        Walk(first, byUsed.Find, issue => issue.Issued, chosen, most);
        return chosen;
    }

    /// <summary>Finds the sign-ins of a caller about the time at which a session began.</summary>
    public IEnumerable<(string File, long Offset)> Logins(string arn, DateTimeOffset created)
    {
        var digest = Digest.OfText(arn);
        return _logins
            .Where(login => login.Issued == digest && Math.Abs(login.Ticks - created.UtcTicks) <= LoginSeconds * TimeSpan.TicksPerSecond)
            .Select(login => (login.File, login.Offset));
    }

    private void AddStart(CredentialPlace place)
    {
        const int MostStarts = 1000;
        if (place.Ticks > 0 && !(FirstStart?.UtcTicks <= place.Ticks))
        {
            FirstStart = new DateTimeOffset(place.Ticks, TimeSpan.Zero);
        }

        if (place.Used == default)
        {
            StartsWithoutKey++;
        }
        else if (!_starts.ContainsKey(place.Used) && _starts.Count == MostStarts)
        {
            MoreStarts++;
        }
        else
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_starts, place.Used, out var isKnown);
            known = isKnown && known.Ticks <= place.Ticks ? known : place;
        }
    }

    // Each key is visited once, so that a forged circle ends.
    private void Walk(
        Digest[] first,
        Func<Digest, IEnumerable<CredentialPlace>> next,
        Func<CredentialPlace, Digest> keyOf,
        HashSet<(string, long)> chosen,
        int most
    )
    {
        var visited = new HashSet<Digest>(first);
        var waiting = new Queue<Digest>(first);
        while (waiting.TryDequeue(out var key))
        {
            foreach (var issue in next(key))
            {
                if (chosen.Count >= most && !chosen.Contains((issue.File, issue.Offset)))
                {
                    MoreIssues++;
                    continue;
                }

                chosen.Add((issue.File, issue.Offset));
                if (keyOf(issue) is var other && other != default && visited.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }
    }
}
