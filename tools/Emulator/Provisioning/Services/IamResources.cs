namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS IAM: roles and their inline policies.</summary>
internal static class IamResources
{
    private const string Service = "iam";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:iam/role:Role")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .QueryAsync(
                            Service,
                            "CreateRole",
                            [
                                ("RoleName", inputs.Need("name")),
                                ("Description", inputs.Text("description")),
                                ("AssumeRolePolicyDocument", inputs.Need("assumeRolePolicy")),
                                .. EmulatedTags.Of(inputs),
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"), created.Text("Arn"));
                },
                Delete = (place, resource) => place.QueryAsync(Service, "DeleteRole", ("RoleName", resource.Id)),
            },
            new("aws:iam/rolePolicy:RolePolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .QueryAsync(
                            Service,
                            "PutRolePolicy",
                            ("RoleName", inputs.Need("role")),
                            ("PolicyName", inputs.Need("name")),
                            ("PolicyDocument", inputs.Need("policy"))
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource($"{inputs.Need("role")}:{inputs.Need("name")}");
                },
                Delete = (place, resource) =>
                    place.QueryAsync(
                        Service,
                        "DeleteRolePolicy",
                        ("RoleName", resource.Text("role")),
                        ("PolicyName", resource.Text("name"))
                    ),
            },
        ];
}
