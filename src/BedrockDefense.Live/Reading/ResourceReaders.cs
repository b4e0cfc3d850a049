using System.Collections.Frozen;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Reading;

/// <summary>The resource types that can be read back. Any other type is an error.</summary>
public static class ResourceReaders
{
    private static readonly FrozenDictionary<string, ResourceReader> All = new[]
    {
        AthenaReaders.All,
        CloudFormationReaders.All,
        CloudTrailReaders.All,
        CloudWatchReaders.All,
        EventBridgeReaders.All,
        FirehoseReaders.All,
        GlueReaders.All,
        IamReaders.All,
        KmsReaders.All,
        LogsReaders.All,
        OrganizationsReaders.All,
        S3Readers.All,
        SchedulerReaders.All,
        SnsReaders.All,
        SqsReaders.All,
        StepFunctionsReaders.All,
    }
        .SelectMany(readers => readers)
        .ToFrozenDictionary(reader => reader.Type);

    /// <summary>Finds the reader of a type.</summary>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
    public static ResourceReader Of(string type) =>
        All.GetValueOrDefault(type)
        ?? throw new NotSupportedException($"nobody knows how to read the type {type} back from AWS; add it to Reading/Services");
}
