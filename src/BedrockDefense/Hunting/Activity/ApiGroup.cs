namespace BedrockDefense.Hunting.Activity;

/// <summary>What attackers use calls for.</summary>
public enum ApiGroup
{
    /// <summary>The call obtains or makes credentials (ATT&amp;CK TA0006, Credential Access).</summary>
    Credentials,

    /// <summary>The call lets somebody come back or gain rights (TA0003, Persistence; TA0004, Privilege Escalation).</summary>
    Persistence,

    /// <summary>The call changes or reads what is recorded (TA0112, Defense Impairment).</summary>
    Logging,

    /// <summary>The call reads or shares data (TA0009, Collection; TA0010, Exfiltration).</summary>
    Data,

    /// <summary>The call has a model of Amazon Bedrock answer (T1496.004, Cloud Service Hijacking).</summary>
    BedrockInference,
}
