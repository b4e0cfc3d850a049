using System.Text.Json.Nodes;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Reading;

/// <summary>The properties of a template's resource. It notices those that nobody took.</summary>
/// <param name="resource">The resource.</param>
internal sealed class TemplateProperties(MemberResource resource)
{
    private readonly JsonObject _left = resource.Properties.DeepClone().AsObject();

    /// <summary>Takes a property; null when it is not set.</summary>
    public JsonNode? Take(string name)
    {
        _left.Remove(name, out var value);
        return value;
    }

    /// <summary>Takes a text that must be set.</summary>
    public string Text(string name) => Take(name)!.GetValue<string>();

    /// <summary>Reads a text that must be set, without taking it.</summary>
    public string Peek(string name) => _left[name]!.GetValue<string>();

    /// <summary>Takes a document and writes it as text.</summary>
    public string Document(string name) => Take(name)!.ToJsonString(JsonText.Options);

    /// <summary>Takes an object, with the first letter of every name in lower case.</summary>
    public JsonObject Map(string name)
    {
        var map = Take(name)!.AsObject();
        return map.ToCamelCase(map.Select(member => member.Key));
    }

    /// <summary>Refuses properties that nobody took.</summary>
    /// <exception cref="InvalidInputException">There is one.</exception>
    public void RequireNoMore()
    {
        if (_left.Count > 0)
        {
            throw new InvalidInputException(
                $"nobody knows how to read the properties {string.Join(", ", _left.Select(property => property.Key))} of "
                    + $"{resource.LogicalId} back; add them to Reading/TemplateResources"
            );
        }
    }
}
