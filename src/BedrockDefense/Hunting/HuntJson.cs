using System.Text.Json.Serialization;

namespace BedrockDefense.Hunting;

/// <summary>How hunts read and write JSON, without the time that reflection takes at the start.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class HuntJson : JsonSerializerContext;
