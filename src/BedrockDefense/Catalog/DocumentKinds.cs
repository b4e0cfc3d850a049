namespace BedrockDefense.Catalog;

/// <summary>The kinds of documents under <c>policies/</c> that have placeholders.</summary>
[Flags]
public enum DocumentKinds
{
    /// <summary>No kind.</summary>
    None = 0,

    /// <summary>Policies that say who may assume a role, what a role may do, and who may use a resource: <c>access/</c>.</summary>
    Access = 1,

    /// <summary>Messages to people and machines: <c>alerts/</c>.</summary>
    Alert = 2,

    /// <summary>Service control policies and resource control policies: <c>guardrails/</c> and <c>resource-guardrails/</c>.</summary>
    Guardrail = 4,

    /// <summary>Notices that AWS itself sends about this stack: <c>notices/</c>.</summary>
    Notice = 8,

    /// <summary>Sigma rules in any folder: <c>detections/</c>, <c>hunts/</c> and the rules of <c>response/</c>.</summary>
    Rule = 16,

    /// <summary>Attacks to rehearse: <c>scenarios/</c>.</summary>
    Scenario = 32,

    /// <summary>
    /// Templates for CloudFormation, Step Functions and Bedrock: <c>templates/</c>, and the JSON documents of <c>response/</c>.
    /// </summary>
    Template = 64,
}
