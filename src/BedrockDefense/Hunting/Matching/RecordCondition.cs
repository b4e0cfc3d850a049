using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// The detection of a rule, compiled for the fields of many records. It gives the same answers as <see cref="SigmaEvaluator"/>.
/// </summary>
internal abstract class RecordCondition
{
    public abstract bool Holds(RecordFields record);

    /// <summary>A condition of several rules, which is evaluated once for each record.</summary>
    internal sealed class SharedCondition(RecordCondition inner, int number) : RecordCondition
    {
        public override bool Holds(RecordFields record) => record.Answer(number) ?? record.Remember(number, inner.Holds(record));
    }

    internal sealed class AllOf(RecordCondition[] parts) : RecordCondition
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override bool Holds(RecordFields record)
        {
            foreach (var part in parts)
            {
                if (!part.Holds(record))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal sealed class AnyOf(RecordCondition[] parts) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            foreach (var part in parts)
            {
                if (part.Holds(record))
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal sealed class Negated(RecordCondition part) : RecordCondition
    {
        public override bool Holds(RecordFields record) => !part.Holds(record);
    }

    internal sealed class NullCheck(int slot) : RecordCondition
    {
        public override bool Holds(RecordFields record) => !record[slot].IsNotNull;
    }

    internal sealed class PresenceCheck(int slot) : RecordCondition
    {
        public override bool Holds(RecordFields record) => record[slot].IsPresent;
    }

    internal sealed class KeywordSearch(KeywordMatch keyword) : RecordCondition
    {
        public override bool Holds(RecordFields record) => KeywordMatcher.Holds(keyword, record.Record());
    }

    internal sealed class FieldComparison(int left, int right, bool cased) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            for (var one = record[left].LastNumber; one > 0; one = record.Value(one).PreviousNumber)
            {
                for (var other = record[right].LastNumber; other > 0; other = record.Value(other).PreviousNumber)
                {
                    if (Scalars.AreEqual(record.Element(record.Value(one)), record.Element(record.Value(other)), cased))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    internal sealed class TextCheck(int slot, TextTest test) : RecordCondition
    {
        private readonly TextPattern _pattern = new(test);
        private readonly ScalarTest _scalar = ScalarTest.Of(test);

        public override bool Holds(RecordFields record)
        {
            for (var number = record[slot].LastNumber; number > 0; number = record.Value(number).PreviousNumber)
            {
                ref readonly var value = ref record.Value(number);
                if (value.Kind == JsonTokenType.String ? _pattern.Matches(record, value) : _scalar.PassesOther(record.Element(value)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A field that is one of several ASCII texts, in any case.</summary>
    internal sealed class TextSetCheck(int slot, IReadOnlyList<TextTest> tests) : RecordCondition
    {
        private readonly NameTable<string> _texts = new([
            .. tests
                .Select(test => test.Pattern.Parts[0].Text)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(text => KeyValuePair.Create(text, text)),
        ]);
        private readonly bool _isCased = tests.Any(test => test.IsCased);
        private readonly TextCheck[] _checks = [.. tests.Select(test => new TextCheck(slot, test))];

        /// <summary>Returns whether a test compares with one ASCII text, so that it can be part of a set.</summary>
        public static bool CanHold(TextTest test) =>
            test.Pattern.Parts is [{ Kind: TextPartKind.Literal, Text: { Length: > 0 } text }] && Ascii.IsValid(text);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override bool Holds(RecordFields record)
        {
            var number = record[slot].LastNumber;
            if (number == 0)
            {
                return false;
            }

            ref readonly var value = ref record.Value(number);
            if (value.Kind != JsonTokenType.String || value.IsEscaped || value.PreviousNumber != 0 || !Ascii.IsValid(record.Bytes(value)))
            {
                return Array.Exists(_checks, check => check.Holds(record));
            }

            // Most texts are not in the set. Whether the case has to be equal too, the test says.
            return _texts.Find(record.Bytes(value)) is not null && (!_isCased || Array.Exists(_checks, check => check.Holds(record)));
        }
    }

    internal sealed class ScalarCheck(int slot, ScalarTest test) : RecordCondition
    {
        public override bool Holds(RecordFields record)
        {
            for (var number = record[slot].LastNumber; number > 0; number = record.Value(number).PreviousNumber)
            {
                ref readonly var value = ref record.Value(number);
                if (value.Kind == JsonTokenType.String ? test.PassesText(record.Text(value)) : test.PassesOther(record.Element(value)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
