namespace BedrockDefense.Sigma;

/// <summary>The severity of a rule, in ascending order (Sigma specification 2.1, "Level").</summary>
public enum SigmaLevel
{
    Informational,
    Low,
    Medium,
    High,
    Critical,
}
