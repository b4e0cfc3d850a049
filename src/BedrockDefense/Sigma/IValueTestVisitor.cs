namespace BedrockDefense.Sigma;

/// <summary>An operation on tests, with one method for each kind of test, so none can be forgotten.</summary>
public interface IValueTestVisitor<out T>
{
    T Text(TextTest test);

    T Number(NumberTest test);

    T Bool(BooleanTest test);

    T Null(NullTest test);

    T Exists(ExistsTest test);

    T Compare(CompareTest test);

    T Network(CidrTest test);

    T Regex(RegexTest test);

    T Reference(FieldReferenceTest test);
}
