using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Turns the test of a field into a predicate on records.</summary>
internal sealed class FieldTest : IValueTestVisitor<Predicate<JsonElement>>
{
    private readonly FieldPath _field;

    private FieldTest(FieldPath field) => _field = field;

    /// <summary>Returns the predicate that says whether a record passes the test.</summary>
    public static Predicate<JsonElement> Of(FieldMatch match) => match.Test.Accept(new FieldTest(match.Field));

    public Predicate<JsonElement> Null(NullTest test) =>
        record => FieldValues.Find(_field, record).All(found => found.ValueKind == JsonValueKind.Null);

    public Predicate<JsonElement> Exists(ExistsTest test) => record => FieldValues.Find(_field, record).Any();

    public Predicate<JsonElement> Reference(FieldReferenceTest test) =>
        record =>
            FieldValues
                .FindScalars(_field, record)
                .Any(left => FieldValues.FindScalars(test.OtherField, record).Any(right => Scalars.AreEqual(left, right, test.IsCased)));

    public Predicate<JsonElement> Text(TextTest test) => OneValue(test);

    public Predicate<JsonElement> Number(NumberTest test) => OneValue(test);

    public Predicate<JsonElement> Bool(BooleanTest test) => OneValue(test);

    public Predicate<JsonElement> Compare(CompareTest test) => OneValue(test);

    public Predicate<JsonElement> Network(CidrTest test) => OneValue(test);

    public Predicate<JsonElement> Regex(RegexTest test) => OneValue(test);

    private Predicate<JsonElement> OneValue(ValueTest test)
    {
        var scalar = ScalarTest.Of(test);
        return record => FieldValues.FindScalars(_field, record).Any(scalar.Passes);
    }
}
