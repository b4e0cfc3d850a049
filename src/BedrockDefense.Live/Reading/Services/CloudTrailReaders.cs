using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS CloudTrail: trails.</summary>
public static class CloudTrailReaders
{
    private const string Service = "cloudtrail";

    public static IEnumerable<ResourceReader> All =>
        [new("aws:cloudtrail/trail:Trail") { Read = (place, resource) => ReadAsync(place, resource.Id) }];

    /// <summary>Reads a trail by its ARN, whoever created it.</summary>
    public static async Task<JsonObject> ReadAsync(Place place, string arn)
    {
        var trail = (await place.JsonAsync(Service, "GetTrail", new() { ["Name"] = arn }).ConfigureAwait(false))["Trail"]!.AsObject();
        var status = await place.JsonAsync(Service, "GetTrailStatus", new() { ["Name"] = arn }).ConfigureAwait(false);
        var read = trail.ToCamelCase(
            "Name",
            "S3BucketName",
            "KmsKeyId",
            "IsOrganizationTrail",
            "IsMultiRegionTrail",
            "IncludeGlobalServiceEvents"
        );
        read["enableLogFileValidation"] = trail["LogFileValidationEnabled"]?.DeepClone();
        read["enableLogging"] = status["IsLogging"]?.DeepClone();
        return read;
    }
}
