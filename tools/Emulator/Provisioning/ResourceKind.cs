using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>
/// A resource type, with the API calls that create, read and delete a resource as the provider would do. Inputs and read values have
/// Pulumi's wire names.
/// </summary>
/// <param name="Type">The type's token, such as <c>aws:sns/topic:Topic</c>.</param>
internal sealed record ResourceKind(string Type)
{
    /// <summary>Creates a resource.</summary>
    public required Func<Place, string, JsonObject, Task<CreatedResource>> Create { get; init; }

    /// <summary>Deletes a resource.</summary>
    public required Func<Place, DeclaredResource, Task> Delete { get; init; }
}

/// <summary>A created resource, by the service's answer.</summary>
/// <param name="Id">The resource's id in Pulumi.</param>
/// <param name="Arn">The resource's ARN; null when it has none.</param>
internal sealed record CreatedResource(string Id, string? Arn = null)
{
    /// <summary>Further outputs.</summary>
    public Dictionary<string, object> Outputs { get; init; } = [];
}
