namespace Pulumi;

/// <summary>Sees a resource before registration and may replace its arguments and options; null leaves them.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
