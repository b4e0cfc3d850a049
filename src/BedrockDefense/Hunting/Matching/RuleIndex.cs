using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Groups rules by the event names that they need, so that a record is judged only by rules that could match it.</summary>
internal sealed class RuleIndex
{
    private readonly NameTable<Candidates> _byName;
    private readonly List<Candidates> _sets = [];

    /// <param name="rules">The rules, with their placeholders filled.</param>
    /// <param name="alwaysRead">The fields that are needed of every matching record.</param>
    public RuleIndex(IReadOnlyList<SigmaRule> rules, IReadOnlyList<FieldPath> alwaysRead)
    {
        var fields = rules.Select(FieldsOf).ToArray();
        var (root, slots) = FieldTree.Of([.. fields.SelectMany(field => field), .. alwaysRead]);
        Slots = slots;
        int[] always = [.. alwaysRead.Select(field => slots[field.Text])];
        var compiler = new RecordConditionCompiler(slots);
        CompiledRule[] compiled =
        [
            .. compiler
                .Compile([.. rules.Select(rule => rule.Detection)])
                .Select(
                    (condition, number) =>
                        new CompiledRule(
                            number,
                            condition,
                            fields[number].Select(field => slots[field.Text]).ToHashSet(),
                            NecessaryTexts.OfRecord(rules[number].Detection)
                        )
                ),
        ];
        SharedConditions = compiler.SharedCount;
        var names = rules.Select(rule => NecessaryTexts.Of(rule.Detection, "eventName")).ToArray();
        CompiledRule[] nameless = [.. compiled.Where(rule => names[rule.Number] is null)];
        HasNamelessRules = nameless.Length > 0;
        All = Make(compiled);
        NamelessRules = Make(nameless);
        AlwaysReadFields = root.Select(always.ToHashSet());

        // Names with the same rules share one set of candidates.
        var made = new Dictionary<string, Candidates>(StringComparer.Ordinal);
        var byName = new Dictionary<string, List<CompiledRule>>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in compiled)
        {
            foreach (var name in names[rule.Number] ?? new HashSet<string>())
            {
                if (!byName.TryGetValue(name, out var list))
                {
                    byName[name] = list = [];
                }

                list.Add(rule);
            }
        }

        _byName = new NameTable<Candidates>([.. byName.Select(entry => KeyValuePair.Create(entry.Key, GetOrMake(entry.Value)))]);

        Candidates GetOrMake(List<CompiledRule> list)
        {
            var key = string.Join(',', list.Select(rule => rule.Number.ToString(CultureInfo.InvariantCulture)));
            return made.TryGetValue(key, out var candidates)
                ? candidates
                : made[key] = Make([.. list.Concat(nameless).OrderBy(rule => rule.Number)]);
        }

        Candidates Make(CompiledRule[] some)
        {
            var wanted = new HashSet<int>(always);
            foreach (var rule in some)
            {
                wanted.UnionWith(rule.Slots);
            }

            var needed = some.Select(rule => rule.NeededTexts ?? NecessaryTexts.Of(rules[rule.Number].Detection, "eventSource"));
            var candidates = new Candidates(_sets.Count, some, root.Select(wanted), TextGate.Of(needed));
            _sets.Add(candidates);
            return candidates;
        }
    }

    /// <summary>Every set of rules that records can have.</summary>
    public IReadOnlyList<Candidates> Sets => _sets;

    /// <summary>The slot of each field.</summary>
    public IReadOnlyDictionary<string, int> Slots { get; }

    /// <summary>The fields that are needed of every record.</summary>
    public FieldTree AlwaysReadFields { get; }

    /// <summary>The number of conditions that several rules share.</summary>
    public int SharedConditions { get; }

    /// <summary>All rules, for a record whose event name cannot be found quickly.</summary>
    public Candidates All { get; }

    /// <summary>The rules that need no event name, for a record with a name that no rule needs.</summary>
    public Candidates NamelessRules { get; }

    /// <summary>Whether there are rules without an event name, so that every record must be read.</summary>
    public bool HasNamelessRules { get; }

    /// <summary>Returns the rules that can match a record, judging by the event names in it.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="nameKeys">The positions in the record after each <c>"eventName"</c>, at any depth.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Candidates? Find(ReadOnlySpan<byte> record, ReadOnlySpan<int> nameKeys)
    {
        Candidates? found = null;
        foreach (var key in nameKeys)
        {
            var rest = AfterSpace(record[key..]);
            if (rest is not [(byte)':', ..])
            {
                continue;
            }

            rest = AfterSpace(rest[1..]);
            if (rest is not [(byte)'"', ..])
            {
                continue;
            }

            rest = rest[1..];
            var end = rest.IndexOf((byte)'"');
            if (end < 0)
            {
                continue;
            }
            // Letters outside ASCII may be equal to ASCII letters when case is ignored.
            if (!Ascii.IsValid(rest[..end]))
            {
                return All;
            }

            if (_byName.Find(rest[..end]) is not { } candidates)
            {
                continue;
            }

            if (found is not null && found != candidates)
            {
                return All;
            }

            found = candidates;
        }

        return found ?? (HasNamelessRules ? NamelessRules : null);
    }

    private static ReadOnlySpan<byte> AfterSpace(ReadOnlySpan<byte> text)
    {
        while (text is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            text = text[1..];
        }

        return text;
    }

    private static FieldPath[] FieldsOf(SigmaRule rule) =>
        [.. DetectionTree.FieldMatches(rule.Detection).SelectMany(match => match.Fields).DistinctBy(field => field.Text)];
}
