using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator;

/// <summary>
/// A configuration in which the ids of an emulated organization replace the original ids, since the emulator chooses ids itself. Only the
/// management account keeps its id. Accounts and a trail to reuse, which the configuration presupposes, are created.
/// </summary>
/// <param name="Organization">The organization.</param>
/// <param name="Config">The configuration.</param>
internal sealed record EmulatedConfiguration(EmulatedOrganization Organization, IReadOnlyDictionary<string, string> Config)
{
    /// <summary>Creates the organization and adapts the configuration.</summary>
    /// <param name="moto">The emulator.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="management">The management account; null for the account of the trail to reuse or, without one, of the sample.</param>
    public static async Task<EmulatedConfiguration> PrepareAsync(
        MotoServer moto,
        IReadOnlyDictionary<string, string> config,
        string? management = null
    )
    {
        var settings = CheckedSettings.Parse(config);
        management ??= SampleOrganization.Default.WithAccounts(null, null, settings.ManagementAccountId).ManagementAccountId;
        List<string> others = [.. new[] { settings.SecurityAccount?.Id, settings.LogArchiveAccount?.Id }.OfType<string>().Distinct()];
        var organization = await OrganizationSetup
            .CreateAsync(new Place(moto.Account(management), settings.HomeRegion.Code), others.Select((_, index) => $"other-{index + 1}"))
            .ConfigureAwait(false);
        if (settings.Trail.ReuseArn is { } arn)
        {
            await MakeTrailAsync(new Place(organization.Management, arn.Split(':')[3]), arn[(arn.LastIndexOf('/') + 1)..])
                .ConfigureAwait(false);
        }

        var topics = settings.SecurityAccount is { } security
            ? organization.Members.TakeLast(others.Count).ElementAt(others.IndexOf(security.Id))
            : organization.Management;
        List<(string Configured, string Emulated)> endpoints = [];
        foreach (
            var endpoint in settings
                .Alerts.Select(alert => alert.Endpoint)
                .OfType<string>()
                .Where(endpoint => endpoint.Contains(":endpoint/", StringComparison.Ordinal))
                .Distinct()
        )
        {
            endpoints.Add(
                (endpoint, await MakeEndpointAsync(new Place(topics, settings.HomeRegion.Code), endpoint.Split('/')).ConfigureAwait(false))
            );
        }

        List<(string Configured, string Emulated)> ids =
        [
            .. endpoints,
            .. settings.ManagementAccountId is { } told && told != management ? [(told, management)] : (IEnumerable<(string, string)>)[],
            .. others.Zip(organization.Members.TakeLast(others.Count).Select(member => member.Id)),
            .. settings.GuardrailTargets.Select(target =>
                (
                    target,
                    target[0] switch
                    {
                        'r' => organization.RootId,
                        'o' => organization.UnitId,
                        _ => organization.Members[0].Id,
                    }
                )
            ),
        ];
        return new EmulatedConfiguration(
            organization,
            config.ToDictionary(
                entry => entry.Key,
                entry => ids.Aggregate(entry.Value, (text, id) => text.Replace(id.Configured, id.Emulated, StringComparison.Ordinal))
            )
        );
    }

    // Creates the endpoint of a mobile application. The emulator chooses its ARN.
    private static async Task<string> MakeEndpointAsync(Place place, string[] arn)
    {
        var application = await place
            .QueryAsync(
                "sns",
                "CreatePlatformApplication",
                [("Name", arn[2]), ("Platform", arn[1]), .. QueryProtocol.Entries("Attributes", [("PlatformCredential", "test")])]
            )
            .ConfigureAwait(false);
        var endpoint = await place
            .QueryAsync(
                "sns",
                "CreatePlatformEndpoint",
                ("PlatformApplicationArn", application.Text("PlatformApplicationArn")),
                ("Token", arn[3])
            )
            .ConfigureAwait(false);
        return endpoint.Text("EndpointArn");
    }

    private static async Task MakeTrailAsync(Place place, string name)
    {
        // A trail's name may be longer than a bucket's, and may have characters that are not allowed in a bucket's name.
        const string Bucket = "reused-trail";
        var bucket = await ResourceKinds.Of("aws:s3/bucket:Bucket", Bucket).Create(place, Bucket, []).ConfigureAwait(false);
        await ResourceKinds
            .Of("aws:cloudtrail/trail:Trail", name)
            .Create(
                place,
                name,
                new()
                {
                    ["name"] = name,
                    ["s3BucketName"] = bucket.Id,
                    ["isOrganizationTrail"] = true,
                    ["isMultiRegionTrail"] = true,
                    ["includeGlobalServiceEvents"] = true,
                }
            )
            .ConfigureAwait(false);
    }
}
