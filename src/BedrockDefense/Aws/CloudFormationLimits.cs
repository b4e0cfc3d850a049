namespace BedrockDefense.Aws;

/// <summary>The limits of CloudFormation (AWS CloudFormation API Reference, "CreateStackSet").</summary>
public static class CloudFormationLimits
{
    /// <summary>
    /// The maximum size, in bytes, of a template in the call itself (TemplateBody). A larger template has to be in a bucket.
    /// </summary>
    public const int TemplateBodyBytes = 51_200;
}
