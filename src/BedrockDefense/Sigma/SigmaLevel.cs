namespace BedrockDefense.Sigma;

/// <summary>How critical a triggered rule is, in rising order (Sigma specification 2.1, "Level").</summary>
public enum SigmaLevel
{
    Informational,
    Low,
    Medium,
    High,
    Critical,
}
