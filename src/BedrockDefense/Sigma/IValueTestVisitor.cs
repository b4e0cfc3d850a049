namespace BedrockDefense.Sigma;

/// <summary>What is done with each kind of test: one method for each, so that none is forgotten.</summary>
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
