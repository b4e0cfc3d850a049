namespace BedrockDefense.Scp.Documents;

/// <summary>How a condition treats a key with several values (IAM: Set operators for multivalued context keys).</summary>
public enum ConditionSet
{
    /// <summary>The operator compares one value. A key with several values satisfies nothing.</summary>
    None,

    /// <summary>Every value must satisfy the operator. The condition holds when the key is absent.</summary>
    ForAllValues,

    /// <summary>At least one value must satisfy the operator. The condition fails when the key is absent.</summary>
    ForAnyValue,
}
