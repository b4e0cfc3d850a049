using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>
/// A resource type: the API calls that make a resource of its inputs, tell what it is, and take it away, as the provider
/// would make them. Inputs and what is read are by Pulumi's wire names.
/// </summary>
/// <param name="Type">The type's token, such as <c>aws:sns/topic:Topic</c>.</param>
internal sealed record ResourceKind(string Type)
{
    /// <summary>Makes one.</summary>
    public required Func<Place, string, JsonObject, Task<Created>> Create { get; init; }

    /// <summary>Asks the service what one is: an input that it does not tell is left out.</summary>
    public required Func<Place, DeclaredResource, Task<JsonObject>> Read { get; init; }

    /// <summary>Takes one away.</summary>
    public required Func<Place, DeclaredResource, Task> Delete { get; init; }
}

/// <summary>What the service answered.</summary>
/// <param name="Id">The resource's id in Pulumi.</param>
/// <param name="Arn">Its ARN; null when it has none.</param>
internal sealed record Created(string Id, string? Arn = null)
{
    /// <summary>Further outputs.</summary>
    public Dictionary<string, object> Outputs { get; init; } = [];
}
