namespace BedrockDefense.Catalog;

/// <summary>The kinds of documents under <c>policies/</c> that have placeholders.</summary>
[Flags]
public enum DocumentKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Who may assume a role, what it may do, and who may use a resource: <c>access/</c>.</summary>
    Access = 1,

    /// <summary>Messages to people and machines: <c>alerts/</c>.</summary>
    Alert = 2,

    /// <summary>Service and resource control policies: <c>guardrails/</c> and <c>resource-guardrails/</c>.</summary>
    Guardrail = 4,

    /// <summary>What AWS itself tells about this stack: <c>notices/</c>.</summary>
    Notice = 8,

    /// <summary>Sigma rules, wherever they are: <c>detections/</c>, <c>hunts/</c> and those of <c>response/</c>.</summary>
    Rule = 16,

    /// <summary>Attacks to rehearse: <c>scenarios/</c>.</summary>
    Scenario = 32,

    /// <summary>What CloudFormation, Step Functions and Bedrock get: <c>templates/</c>, and what of <c>response/</c> is in JSON.</summary>
    Template = 64,
}
