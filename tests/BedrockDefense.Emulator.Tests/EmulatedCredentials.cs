namespace BedrockDefense.Emulator.Tests;

/// <summary>Credentials for the command as its own process.</summary>
internal static class EmulatedCredentials
{
    /// <summary>
    /// Makes a user with a key, and returns the variables that sign in as that user. The emulator takes a request for one of the account of
    /// its access key.
    /// </summary>
    public static async Task<Dictionary<string, string>> OfAsync(Place place)
    {
        var name = $"user-{Guid.NewGuid():N}";
        await place.QueryAsync("iam", "CreateUser", ("UserName", name));
        var key = await place.QueryAsync("iam", "CreateAccessKey", ("UserName", name));
        return new()
        {
            ["AWS_ACCESS_KEY_ID"] = key.Text("AccessKeyId"),
            ["AWS_SECRET_ACCESS_KEY"] = key.Text("SecretAccessKey"),
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
    }
}
