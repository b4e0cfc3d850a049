using Pulumi;
using Pulumi.Aws.Athena.Inputs;

namespace BedrockDefense.Infra.Hunting;

/// <summary>
/// Lets a workgroup's queries scan more than 2 GB. The API takes a 64-bit number of bytes (Athena API Reference, "WorkGroupConfiguration"),
/// but the package's argument is an <c>int</c>. So this type passes the number as a double, as the engine does.
/// </summary>
internal static class ScanLimit
{
    /// <summary>Makes a transformation that gives a workgroup this limit.</summary>
    public static ResourceTransformation Of(long bytes) =>
        resource =>
        {
            var given = (Pulumi.Aws.Athena.WorkgroupArgs)resource.Args;
            return new ResourceTransformationResult(
                new Workgroup
                {
                    Name = given.Name,
                    Description = given.Description,
                    ForceDestroy = given.ForceDestroy,
                    Configuration = given.Configuration!.Apply(configuration => new Configuration
                    {
                        BytesScannedCutoffPerQuery = bytes,
                        EnforceWorkgroupConfiguration = configuration.EnforceWorkgroupConfiguration,
                        EngineVersion = configuration.EngineVersion,
                        PublishCloudwatchMetricsEnabled = configuration.PublishCloudwatchMetricsEnabled,
                        ResultConfiguration = configuration.ResultConfiguration,
                    }),
                },
                resource.Options
            );
        };

    private sealed class Workgroup : ResourceArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }

        [Input("description")]
        public Input<string>? Description { get; set; }

        [Input("forceDestroy")]
        public Input<bool>? ForceDestroy { get; set; }

        [Input("configuration")]
        public Input<Configuration>? Configuration { get; set; }

        // The stack's own transformation sets the tags. It runs after this transformation.
        [Input("tags")]
        public InputMap<string>? Tags { get; set; }
    }

    private sealed class Configuration : ResourceArgs
    {
        [Input("bytesScannedCutoffPerQuery")]
        public Input<double>? BytesScannedCutoffPerQuery { get; set; }

        [Input("enforceWorkgroupConfiguration")]
        public Input<bool>? EnforceWorkgroupConfiguration { get; set; }

        [Input("engineVersion")]
        public Input<WorkgroupConfigurationEngineVersionArgs>? EngineVersion { get; set; }

        [Input("publishCloudwatchMetricsEnabled")]
        public Input<bool>? PublishCloudwatchMetricsEnabled { get; set; }

        [Input("resultConfiguration")]
        public Input<WorkgroupConfigurationResultConfigurationArgs>? ResultConfiguration { get; set; }
    }
}
