namespace BedrockDefense.Scp.Conditions;

/// <summary>Every operator of the IAM policy language, by name.</summary>
internal static class ConditionOperators
{
    private static readonly Dictionary<string, ConditionOperator> ByName = new ConditionOperator[]
    {
        new StringEquals(),
        new StringNotEquals(),
        new StringEqualsIgnoreCase(),
        new StringNotEqualsIgnoreCase(),
        new StringLike(),
        new StringNotLike(),
        new NumericEquals(),
        new NumericNotEquals(),
        new NumericLessThan(),
        new NumericLessThanEquals(),
        new NumericGreaterThan(),
        new NumericGreaterThanEquals(),
        new DateEquals(),
        new DateNotEquals(),
        new DateLessThan(),
        new DateLessThanEquals(),
        new DateGreaterThan(),
        new DateGreaterThanEquals(),
        new Bool(),
        new BinaryEquals(),
        new IpAddress(),
        new NotIpAddress(),
        new ArnEquals(),
        new ArnNotEquals(),
        new ArnLike(),
        new ArnNotLike(),
        new Null(),
    }.ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);
}
