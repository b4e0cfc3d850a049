using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS CloudTrail: trails.</summary>
internal static class CloudTrailResources
{
    private const string Service = "cloudtrail";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:cloudtrail/trail:Trail")
            {
                Create = async (place, _, inputs) =>
                {
                    // AWS accepts an ARN in place of a name everywhere. The emulator does not where it starts and deletes a trail.
                    var request = inputs.ToPascalCase(
                        "name",
                        "s3BucketName",
                        "kmsKeyId",
                        "isOrganizationTrail",
                        "isMultiRegionTrail",
                        "includeGlobalServiceEvents",
                        "enableLogFileValidation"
                    );
                    var trail = await place.JsonAsync(Service, "CreateTrail", request).ConfigureAwait(false);
                    if (inputs["enableLogging"]?.GetValue<bool>() ?? true)
                    {
                        await place.JsonAsync(Service, "StartLogging", new() { ["Name"] = trail.Need("Name") }).ConfigureAwait(false);
                    }

                    return new CreatedResource(trail.Need("TrailARN"), trail.Need("TrailARN"));
                },
                Read = (place, resource) => ReadAsync(place, resource.Id),
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteTrail", new() { ["Name"] = resource.Text("name") }),
            },
        ];

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
