using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Compiles the tests of the field in a slot to conditions.</summary>
internal sealed class TestCompiler(int slot, IReadOnlyDictionary<string, int> slots) : IValueTestVisitor<RecordCondition>
{
    public RecordCondition Null(NullTest test) => new RecordCondition.IsNull(slot);

    public RecordCondition Exists(ExistsTest test) => new RecordCondition.Exists(slot);

    public RecordCondition Reference(FieldReferenceTest test) => new RecordCondition.Reference(slot, slots[test.Other.Text], test.Cased);

    public RecordCondition Text(TextTest test) => new RecordCondition.Text(slot, test);

    public RecordCondition Number(NumberTest test) => OneValue(test);

    public RecordCondition Bool(BooleanTest test) => OneValue(test);

    public RecordCondition Compare(CompareTest test) => OneValue(test);

    public RecordCondition Network(CidrTest test) => OneValue(test);

    public RecordCondition Regex(RegexTest test) => OneValue(test);

    private RecordCondition.OneValue OneValue(ValueTest test) => new(slot, ScalarTest.Of(test));
}
