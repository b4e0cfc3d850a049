using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>Where resources belong.</summary>
/// <param name="Management">The account of the default provider.</param>
/// <param name="HomeRegion">The Region of the default provider.</param>
internal sealed record Places(AwsAccount Management, string HomeRegion)
{
    /// <summary>Where the program itself asks.</summary>
    public Place Home => new(Management, HomeRegion);

    /// <summary>Where a resource that was made is.</summary>
    public Place Of(DeclaredResource resource) => Of(resource.ProviderAccountId, resource.Inputs);

    /// <summary>Where a resource belongs.</summary>
    /// <param name="account">The account that its provider reaches; null for the default provider.</param>
    /// <param name="inputs">Its inputs.</param>
    public Place Of(string? account, JsonObject inputs) =>
        new(account is null ? Management : Management.Other(account), inputs.Text("region") ?? HomeRegion);
}
