using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS IAM: roles and their inline policies.</summary>
public static class IamReaders
{
    private const string Service = "iam";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:iam/role:Role")
            {
                Read = async (place, resource) =>
                {
                    var role = await place.QueryAsync(Service, "GetRole", ("RoleName", resource.Id)).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", role.Text("RoleName")),
                        ("description", role.Find("Description")?.Value),
                        ("path", role.Find("Path")?.Value is { } path and not "/" ? path : null),
                        ("permissionsBoundary", role.Find("PermissionsBoundary")?.Find("PermissionsBoundaryArn")?.Value),
                        ("assumeRolePolicy", Document(role.Text("AssumeRolePolicyDocument"))),
                        ("tags", DeclaredTags.In(role, resource))
                    );
                },
            },
            new("aws:iam/rolePolicy:RolePolicy")
            {
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
            },
        ];

    /// <summary>Decodes a document from IAM, which is percent-encoded.</summary>
    public static string Document(string text) => text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
}
