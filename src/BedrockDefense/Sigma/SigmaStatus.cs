namespace BedrockDefense.Sigma;

/// <summary>The maturity of a rule (Sigma specification 2.1, "Status").</summary>
public enum SigmaStatus
{
    Unsupported,
    Deprecated,
    Experimental,
    Test,
    Stable,
}
