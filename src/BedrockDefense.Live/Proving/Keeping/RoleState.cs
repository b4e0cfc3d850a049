using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>An IAM role: whether it exists, whom it trusts, how long its sessions may be, and its description.</summary>
internal sealed class RoleState : KeptState
{
    /// <summary>The trust policy of a role that a scenario creates. It trusts nobody, and keeps out those whom others let in.</summary>
    public const string NobodysTrust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";

    public override string Kind => "role";

    public override string Describe(string subject) => $"the role {subject}";

    public override async Task<JsonObject?> ReadAsync(Place place, string subject)
    {
        try
        {
            var role = await place.QueryAsync("iam", "GetRole", ("RoleName", subject)).ConfigureAwait(false);
            return Inputs.Of(
                ("trust", IamReaders.Document(role.Text("AssumeRolePolicyDocument"))),
                ("description", role.Find("Description")?.Value ?? ""),
                ("longestSession", role.Find("MaxSessionDuration")?.Value ?? "3600")
            );
        }
        catch (AwsException exception) when (exception.SaysNotFound)
        {
            return null;
        }
    }

    public override async Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run)
    {
        if (before is null)
        {
            // Somebody else may have created a role of this name in the meantime.
            if (now?.Text("description") != run)
            {
                throw new NotPutBackException($"the role {subject} exists now, and this run did not create it");
            }

            await place.QueryAsync("iam", "DeleteRole", ("RoleName", subject)).ConfigureAwait(false);
            return;
        }

        if (now is null)
        {
            throw new NotPutBackException($"the role {subject} is gone");
        }

        if (before.Text("trust") != now.Text("trust"))
        {
            await place
                .QueryAsync("iam", "UpdateAssumeRolePolicy", ("RoleName", subject), ("PolicyDocument", before.Text("trust")))
                .ConfigureAwait(false);
        }

        await place
            .QueryAsync(
                "iam",
                "UpdateRole",
                ("RoleName", subject),
                ("Description", before.Text("description")),
                ("MaxSessionDuration", before.Text("longestSession"))
            )
            .ConfigureAwait(false);
    }
}
