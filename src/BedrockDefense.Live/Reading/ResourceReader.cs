using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>
/// Reads the resources of one type back from AWS. Inputs and read values have Pulumi's wire names.
/// </summary>
/// <param name="Type">The type's token, such as <c>aws:sns/topic:Topic</c>.</param>
public sealed record ResourceReader(string Type)
{
    /// <summary>
    /// Reads a resource from the service by its id and inputs. An input that the service does not return is left out. Throws an
    /// <see cref="InvalidOperationException"/> when the resource does not exist, and the service does not say so with an error.
    /// </summary>
    public required Func<Place, DeclaredResource, Task<JsonObject>> Read { get; init; }
}
