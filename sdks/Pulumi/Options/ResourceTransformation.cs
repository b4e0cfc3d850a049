namespace Pulumi;

/// <summary>Gets a resource before registration and may replace its arguments and options. Null leaves them unchanged.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
