using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS KMS: keys and aliases.</summary>
public static class KmsReaders
{
    private const string Service = "kms";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:kms/key:Key")
            {
                Read = async (place, resource) =>
                {
                    var request = new JsonObject { ["KeyId"] = resource.Id };
                    var key = (await place.JsonAsync(Service, "DescribeKey", request).ConfigureAwait(false))["KeyMetadata"]!.AsObject();
                    var rotation = await place.JsonAsync(Service, "GetKeyRotationStatus", request).ConfigureAwait(false);
                    var policy = await place
                        .JsonAsync(Service, "GetKeyPolicy", new() { ["KeyId"] = resource.Id, ["PolicyName"] = "default" })
                        .ConfigureAwait(false);
                    return key.Need("KeyState") == "Enabled"
                        ? Inputs.Of(
                            ("description", key["Description"]),
                            ("enableKeyRotation", rotation["KeyRotationEnabled"]),
                            ("policy", policy["Policy"])
                        )
                        : throw new ResourceMissingException($"the key {resource.Id} is {key.Need("KeyState")}");
                },
            },
            new("aws:kms/alias:Alias")
            {
                Read = async (place, resource) =>
                {
                    var alias =
                        await FindAliasAsync(place, resource.Id).ConfigureAwait(false)
                        ?? throw new ResourceMissingException($"there is no {resource.Id}");
                    return Inputs.Of(("name", alias["AliasName"]), ("targetKeyId", alias["TargetKeyId"]));
                },
            },
        ];

    /// <summary>Finds an alias by its name, such as <c>alias/name</c>; null when there is none.</summary>
    public static async Task<JsonObject?> FindAliasAsync(Place place, string name) =>
        (await place.AllAsync(Service, "ListAliases", "Aliases", []).ConfigureAwait(false)).SingleOrDefault(alias =>
            alias.Need("AliasName") == name
        );
}
