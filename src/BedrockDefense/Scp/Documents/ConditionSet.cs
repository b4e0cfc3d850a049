namespace BedrockDefense.Scp.Documents;

/// <summary>How a condition treats a key with several values (IAM: Set operators for multivalued context keys).</summary>
public enum ConditionSet
{
    /// <summary>Compares one value; a key with several satisfies nothing.</summary>
    None,

    /// <summary>Every value must satisfy the operator; holds when the key is absent.</summary>
    ForAllValues,

    /// <summary>One value at least must satisfy the operator; fails when the key is absent.</summary>
    ForAnyValue,
}
