using System.Numerics;
using System.Text;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>
/// The later steps among the rules that can match a record. It tells from the bytes of the record whether nothing but these steps
/// can match it, and what their events would be. Such a record need not be parsed before an event of a first step is known.
/// </summary>
/// <remarks>
/// The bytes prove a value where the record is in ASCII and has no backslash, and the key occurs in it once, with a text. The key may be
/// at any depth. So the event has either this value or none.
/// </remarks>
internal sealed class PostponableSteps
{
    private const string TimeKey = "eventTime";

    /// <summary>The number of the first key among the texts that are searched for. Before it is the backslash.</summary>
    private const int FirstKey = 1;

    private readonly TextSearch _search;
    private readonly byte[][] _keys;
    private readonly Step[] _steps;

    // The texts of the other rules, and the backslash: with one of them, the record must be parsed.
    private readonly ulong _refused;

    private PostponableSteps(IReadOnlyList<string> texts, string[] keys, Step[] steps, ulong refused)
    {
        (_search, _steps, _refused) = (new TextSearch(texts), steps, refused);
        _keys = [.. keys.Select(key => Encoding.ASCII.GetBytes(Quoted(key)))];
    }

    /// <summary>Returns the steps, or null when there are none or when only parsing can tell whether other rules match.</summary>
    /// <param name="rules">The rules that can match a record.</param>
    /// <param name="targets">The use of every rule.</param>
    public static PostponableSteps? Of(IReadOnlyList<CompiledRule> rules, RuleTarget[] targets)
    {
        var isStep = rules.ToLookup(rule =>
            targets[rule.Number] is { Correlator.Steps: var steps, Number: var number } && steps.IsLater(number)
        );
        if (!isStep[true].Any() || isStep[false].Any(rule => rule.NeededTexts is null))
        {
            return null;
        }

        string[] keys = [.. isStep[true].SelectMany(rule => KeysOf(targets[rule.Number])).Prepend(TimeKey).Distinct()];
        List<string> texts = ["\\", .. keys.Select(Quoted)];
        var refused = 1 | MaskOf(texts, isStep[false].SelectMany(rule => rule.NeededTexts!));
        Step[] steps =
        [
            .. isStep[true]
                .Select(rule => new Step(
                    targets[rule.Number].Correlator!.Hunt,
                    rule.NeededTexts is { } needed ? MaskOf(texts, needed) : ulong.MaxValue,
                    [.. KeysOf(targets[rule.Number]).Select(key => Array.IndexOf(keys, key))]
                )),
        ];
        return texts.Count <= TextSearch.MaximumTexts ? new PostponableSteps(texts, keys, steps, refused) : null;
    }

    /// <summary>Reads what the events of the steps would be.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="events">Receives an event for each step that may match.</param>
    /// <param name="count">The number of events.</param>
    /// <returns>False when the record must be parsed.</returns>
    public bool TryRead(ReadOnlySpan<byte> record, Span<StepEvent> events, out int count)
    {
        count = 0;
        Span<int> ends = stackalloc int[_keys.Length];
        ends.Clear();
        if (!TrySearch(record, ends, out var found) || EventTime.Read(PlainText.After(record, ends[0])) is not { } time)
        {
            return false;
        }

        foreach (var step in _steps)
        {
            if ((step.NeededTexts & found) == 0)
            {
                continue;
            }

            var group = GroupHash.Empty;
            foreach (var key in step.GroupBy)
            {
                if (PlainText.After(record, ends[key]) is not { IsEmpty: false } value)
                {
                    return false;
                }

                group = GroupHash.Add(group, value);
            }

            events[count++] = new StepEvent(step.Hunt, group, time.UtcTicks);
        }

        return true;
    }

    /// <summary>Finds the keys; returns false when the record must be parsed.</summary>
    private bool TrySearch(ReadOnlySpan<byte> record, Span<int> ends, out ulong found)
    {
        var (from, isAscii) = (0, true);
        found = 0;
        if (!TextSearch.CanSearch(record))
        {
            return false;
        }

        while (_search.Next(record, ref from, ref isAscii) is not 0 and var texts)
        {
            if ((texts & _refused) != 0)
            {
                return false;
            }

            found |= texts;
            var key = BitOperations.TrailingZeroCount(texts) - FirstKey;
            if (key >= ends.Length)
            {
                continue;
            }

            // The search does not tell capitals from small letters.
            if (ends[key] != 0 || !record[(from - 1)..].StartsWith(_keys[key]))
            {
                return false;
            }

            ends[key] = from - 1 + _keys[key].Length;
        }

        return isAscii;
    }

    private static string[] KeysOf(RuleTarget target) =>
        [.. target.Correlator!.GroupBy(target.Number).Select(field => new FieldPath(field).Segments[^1])];

    private static string Quoted(string key) => $"\"{key}\"";

    // Adds the texts to those that are searched for, unless they are there.
    private static ulong MaskOf(List<string> texts, IEnumerable<string> some)
    {
        var mask = 0UL;
        foreach (var text in some)
        {
            var number = texts.FindIndex(one => one.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (number < 0)
            {
                number = texts.Count;
                texts.Add(text);
            }

            mask |= number < TextSearch.MaximumTexts ? 1UL << number : 0;
        }

        return mask;
    }

    /// <summary>A step.</summary>
    /// <param name="Hunt">The number of the hunt.</param>
    /// <param name="NeededTexts">A mask of the texts of which a record must have one.</param>
    /// <param name="GroupBy">The numbers of the keys that the correlation groups by.</param>
    private readonly record struct Step(int Hunt, ulong NeededTexts, int[] GroupBy);
}
