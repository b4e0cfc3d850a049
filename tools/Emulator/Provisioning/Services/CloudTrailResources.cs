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
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteTrail", new() { ["Name"] = resource.Text("name") }),
            },
        ];
}
