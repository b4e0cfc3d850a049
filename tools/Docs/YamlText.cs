using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace BedrockDefense.Docs;

/// <summary>Writes values as YAML for people. Only a text that YAML would read as another type is put in quotes.</summary>
internal static class YamlText
{
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().Build();

    /// <summary>Writes a text.</summary>
    public static string Of(string text) => Serializer.Serialize(text);

    /// <summary>Writes a setting with its value.</summary>
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
