using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Reading;

/// <summary>Reads the resources that the program only looks up by their ids, and that somebody else may have created.</summary>
public static class LookedUpResources
{
    /// <summary>Reads a resource's state, by the names of Pulumi's outputs.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="type">The type's token.</param>
    /// <param name="id">The id.</param>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
    public static async Task<object> ReadAsync(Place place, string type, string id) =>
        type switch
        {
            "aws:cloudtrail/trail:Trail" => (await CloudTrailReaders.ReadAsync(place, id).ConfigureAwait(false))
                .Where(input => input.Value is not null)
                .ToImmutableDictionary(input => input.Key, input => Value(input.Value!)),
            "aws:cloudformation/stackInstances:StackInstances" => ImmutableDictionary<string, object>.Empty.Add(
                "stackInstanceSummaries",
                await CloudFormationReaders.SummariesAsync(place, id).ConfigureAwait(false)
            ),
            _ => throw new NotSupportedException(
                $"nobody knows how to look up {id}, of the type {type}; add it to Reading/LookedUpResources"
            ),
        };

    private static object Value(JsonNode input) => input.AsValue().TryGetValue<bool>(out var flag) ? flag : input.ToString();
}
