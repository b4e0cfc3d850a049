using System.Text.Json;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>A rule's detection, ready to be asked of the fields of many records; answers as <see cref="SigmaEvaluator"/> does.</summary>
internal abstract class RecordCondition
{
    public abstract bool Holds(RecordFields record);

    /// <summary>The condition that a detection makes.</summary>
    /// <param name="node">The detection, its placeholders filled.</param>
    /// <param name="slots">Where the fields are found.</param>
    public static RecordCondition Compile(DetectionNode node, IReadOnlyDictionary<string, int> slots) => node switch
    {
        AllOf all => new All([.. all.Parts.Select(part => Compile(part, slots))]),
        AnyOf any => new Any([.. any.Parts.Select(part => Compile(part, slots))]),
        Negated negated => new Not(Compile(negated.Part, slots)),
        Selection selection => Compile(selection.Part, slots),
        KeywordMatch keyword => new Keyword(keyword),
        FieldMatch { Test: NullTest } match => new IsNull(slots[match.Field.Text]),
        FieldMatch { Test: ExistsTest } match => new Exists(slots[match.Field.Text]),
        FieldMatch { Test: FieldReferenceTest reference } match => new Reference(slots[match.Field.Text], slots[reference.Other.Text], reference.Cased),
        FieldMatch { Test: TextTest text } match => new Text(slots[match.Field.Text], text),
        FieldMatch match => new Other(slots[match.Field.Text], match.Test),
        _ => throw new InvalidOperationException($"no condition for {node.GetType().Name}"),
    };

    private sealed class All(RecordCondition[] parts) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            foreach (var part in parts)
            {
                if (!part.Holds(record))
                    return false;
            }

            return true;
        }
    }

    private sealed class Any(RecordCondition[] parts) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            foreach (var part in parts)
            {
                if (part.Holds(record))
                    return true;
            }

            return false;
        }
    }

    private sealed class Not(RecordCondition part) : RecordCondition
    {
        public override bool Holds(RecordFields record) => !part.Holds(record);
    }

    private sealed class IsNull(int slot) : RecordCondition
    {
        public override bool Holds(RecordFields record) => !record[slot].IsNotNull;
    }

    private sealed class Exists(int slot) : RecordCondition
    {
        public override bool Holds(RecordFields record) => record[slot].IsPresent;
    }

    private sealed class Keyword(KeywordMatch keyword) : RecordCondition
    {
        public override bool Holds(RecordFields record) => KeywordMatcher.Holds(keyword, record.Record());
    }

    private sealed class Reference(int left, int right, bool cased) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            for (var one = record[left].Last; one >= 0; one = record.Value(one).Previous)
            {
                for (var other = record[right].Last; other >= 0; other = record.Value(other).Previous)
                {
                    if (FieldMatcher.Same(record.Element(record.Value(one)), record.Element(record.Value(other)), cased))
                        return true;
                }
            }

            return false;
        }
    }

    private sealed class Text(int slot, TextTest test) : RecordCondition
    {
        private readonly TextPattern _pattern = new(test);

        public override bool Holds(RecordFields record)
        {
            for (var number = record[slot].Last; number >= 0; number = record.Value(number).Previous)
            {
                ref readonly var value = ref record.Value(number);
                if (value.Kind == JsonTokenType.String ? _pattern.Matches(record, value) : FieldMatcher.Passes(record.Element(value), test))
                    return true;
            }

            return false;
        }
    }

    private sealed class Other(int slot, ValueTest test) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            for (var number = record[slot].Last; number >= 0; number = record.Value(number).Previous)
            {
                ref readonly var value = ref record.Value(number);
                if (value.Kind == JsonTokenType.String ? FieldMatcher.Passes(record.Text(value), test) : FieldMatcher.Passes(record.Element(value), test))
                    return true;
            }

            return false;
        }
    }
}
