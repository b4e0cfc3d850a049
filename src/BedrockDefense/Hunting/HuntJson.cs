using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BedrockDefense.Hunting;

/// <summary>How hunts read and write JSON, without the time that reflection takes at the start.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class HuntJson : JsonSerializerContext;
