using BedrockDefense.Emulator.Moto;

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
                            ("RoleName", inputs.Need("name")),
                            ("Description", inputs.Text("description")),
                            ("AssumeRolePolicyDocument", inputs.Need("assumeRolePolicy"))
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"), created.Text("Arn"));
                },
                Read = async (place, resource) =>
                {
                    var role = await place.QueryAsync(Service, "GetRole", ("RoleName", resource.Id)).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", role.Text("RoleName")),
                        ("description", role.Find("Description")?.Value),
                        ("assumeRolePolicy", Document(role.Text("AssumeRolePolicyDocument")))
                    );
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
                Read = async (place, resource) =>
                {
                    var policy = await place
                        .QueryAsync(Service, "GetRolePolicy", ("RoleName", resource.Text("role")), ("PolicyName", resource.Text("name")))
                        .ConfigureAwait(false);
                    return Inputs.Of(
                        ("role", policy.Text("RoleName")),
                        ("name", policy.Text("PolicyName")),
                        ("policy", Document(policy.Text("PolicyDocument")))
                    );
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

    /// <summary>Decodes a document from IAM, which is percent-encoded.</summary>
    public static string Document(string text) => text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
}
