using BedrockDefense.Live.Reading.Services;

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
                        (await KmsReaders.FindAliasAsync(place, inputs.Need("name")).ConfigureAwait(false))!.Need("AliasArn")
                    );
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteAlias", new() { ["AliasName"] = resource.Id }),
            },
        ];
}
