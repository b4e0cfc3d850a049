using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace BedrockDefense.Docs;

/// <summary>Values as YAML for people: what would be read as another type is in quotes, nothing else.</summary>
internal static class YamlText
{
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().Build();

    /// <summary>A text.</summary>
    public static string Of(string text) => Serializer.Serialize(text);

    /// <summary>A setting with its value.</summary>
    public static string Of(string key, JsonNode value) => Serializer.Serialize(new Dictionary<string, object> { [key] = Plain(value) });

    private static object Plain(JsonNode node) =>
        node switch
        {
            JsonObject map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value!)),
            JsonArray list => list.Select(item => Plain(item!)).ToList(),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.String => node.GetValue<string>(),
                JsonValueKind.Number => node.GetValue<int>(),
                var kind => kind == JsonValueKind.True,
            },
        };
}
