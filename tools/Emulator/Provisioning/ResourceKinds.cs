using System.Collections.Frozen;
using BedrockDefense.Emulator.Provisioning.Services;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>The resource types that the emulator supports. Any other type is an error.</summary>
internal static class ResourceKinds
{
    private static readonly FrozenDictionary<string, ResourceKind> All = new[]
    {
        AthenaResources.Kinds,
        CloudFormationResources.Kinds,
        CloudTrailResources.Kinds,
        CloudWatchResources.Kinds,
        EventBridgeResources.Kinds,
        FirehoseResources.Kinds,
        GlueResources.Kinds,
        IamResources.Kinds,
        KmsResources.Kinds,
        LogsResources.Kinds,
        OrganizationsResources.Kinds,
        S3Resources.Kinds,
        SchedulerResources.Kinds,
        SnsResources.Kinds,
        SqsResources.Kinds,
        StepFunctionsResources.Kinds,
    }
        .SelectMany(kinds => kinds)
        .ToFrozenDictionary(kind => kind.Type);

    /// <summary>Finds the kind of a resource.</summary>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
    public static ResourceKind Of(string type, string name) =>
        All.GetValueOrDefault(type)
        ?? throw new NotSupportedException(
            $"nobody knows how to make {name}, of the type {type}, on the emulator; add the type to Provisioning/Services"
        );
}
