namespace BedrockDefense.Aws;

/// <summary>What CloudFormation takes (AWS CloudFormation API Reference, "CreateStackSet").</summary>
public static class CloudFormationLimits
{
    /// <summary>Bytes of a template in the call itself, TemplateBody; a larger one has to lie in a bucket.</summary>
    public const int TemplateBodyBytes = 51_200;
}
