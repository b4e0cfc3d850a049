namespace BedrockDefense.Sigma;

/// <summary>How mature a rule is (Sigma specification 2.1, "Status").</summary>
public enum SigmaStatus
{
    Unsupported,
    Deprecated,
    Experimental,
    Test,
    Stable,
}
