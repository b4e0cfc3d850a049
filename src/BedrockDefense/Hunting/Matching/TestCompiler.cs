using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Compiles the tests of the field in a slot to conditions.</summary>
internal sealed class TestCompiler(int slot, IReadOnlyDictionary<string, int> slots) : IValueTestVisitor<RecordCondition>
{
    public RecordCondition Null(NullTest test) => new RecordCondition.NullCheck(slot);

    public RecordCondition Exists(ExistsTest test) => new RecordCondition.PresenceCheck(slot);

    public RecordCondition Reference(FieldReferenceTest test) =>
        new RecordCondition.FieldComparison(slot, slots[test.OtherField.Text], test.IsCased);

    public RecordCondition Text(TextTest test) => new RecordCondition.TextCheck(slot, test);

    public RecordCondition Number(NumberTest test) => OneValue(test);

    public RecordCondition Bool(BooleanTest test) => OneValue(test);

    public RecordCondition Compare(CompareTest test) => OneValue(test);

    public RecordCondition Network(CidrTest test) => OneValue(test);

    public RecordCondition Regex(RegexTest test) => OneValue(test);

    private RecordCondition.ScalarCheck OneValue(ValueTest test) => new(slot, ScalarTest.Of(test));
}
