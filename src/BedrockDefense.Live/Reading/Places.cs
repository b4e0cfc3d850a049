using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>The places of resources.</summary>
/// <param name="Management">The account of the default provider.</param>
/// <param name="HomeRegion">The Region of the default provider.</param>
public sealed record Places(IAwsApi Management, string HomeRegion)
{
    /// <summary>The place from which the program itself asks.</summary>
    public Place Home => new(Management, HomeRegion);

    /// <summary>Finds the place of a resource that was created.</summary>
    public Place Of(DeclaredResource resource) => Of(resource.ProviderAccountId, resource.Inputs);

    /// <summary>Finds the place that a resource belongs to.</summary>
    /// <param name="account">The account that its provider reaches; null for the default provider.</param>
    /// <param name="inputs">The resource's inputs.</param>
    public Place Of(string? account, JsonObject inputs) =>
        new(account is null ? Management : Management.InAccount(account), inputs.Text("region") ?? HomeRegion);
}
