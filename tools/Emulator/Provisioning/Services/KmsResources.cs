using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS KMS: keys and aliases.</summary>
internal static class KmsResources
{
    private const string Service = "kms";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:kms/key:Key")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .JsonAsync(Service, "CreateKey", inputs.ToPascalCase("description", "policy"))
                        .ConfigureAwait(false);
                    var key = created["KeyMetadata"]!.AsObject();
                    var id = key.Need("KeyId");
                    if (inputs["enableKeyRotation"]?.GetValue<bool>() ?? false)
                    {
                        await place.JsonAsync(Service, "EnableKeyRotation", new() { ["KeyId"] = id }).ConfigureAwait(false);
                    }

                    return new CreatedResource(id, key.Need("Arn")) { Outputs = { ["keyId"] = id } };
                },
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
                        : throw new InvalidOperationException($"the key {resource.Id} is {key.Need("KeyState")}");
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "ScheduleKeyDeletion",
                        new() { ["KeyId"] = resource.Id, ["PendingWindowInDays"] = resource.Inputs["deletionWindowInDays"]?.DeepClone() }
                    ),
            },
            new("aws:kms/alias:Alias")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .JsonAsync(
                            Service,
                            "CreateAlias",
                            new() { ["AliasName"] = inputs.Need("name"), ["TargetKeyId"] = inputs.Need("targetKeyId") }
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(
                        inputs.Need("name"),
                        (await FindAsync(place, inputs.Need("name")).ConfigureAwait(false)).Need("AliasArn")
                    );
                },
                Read = async (place, resource) =>
                {
                    var alias = await FindAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of(("name", alias["AliasName"]), ("targetKeyId", alias["TargetKeyId"]));
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteAlias", new() { ["AliasName"] = resource.Id }),
            },
        ];

    private static async Task<JsonObject> FindAsync(Place place, string name) =>
        (await place.JsonAsync(Service, "ListAliases", []).ConfigureAwait(false))["Aliases"]!
            .AsArray()
            .Select(alias => alias!.AsObject())
            .Single(alias => alias.Need("AliasName") == name);
}
