using System.Text.Json;

namespace Pulumi;

/// <summary>An argument of arbitrary JSON.</summary>
public sealed class InputJson : Input<JsonElement>
{
    /// <summary>An undefined element.</summary>
    public InputJson()
        : this(Output.Create(default(JsonElement))) { }

    private InputJson(Output<JsonElement> value)
        : base(value) { }

    /// <summary>Parses JSON text. Invalid text throws <see cref="JsonException"/>.</summary>
    public static implicit operator InputJson(string json) => JsonDocument.Parse(json);

    /// <summary>A parsed document.</summary>
    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    /// <summary>A parsed element.</summary>
    public static implicit operator InputJson(JsonElement element) => Output.Create(element);

    /// <summary>An output of JSON text.</summary>
    public static implicit operator InputJson(Output<string> json) => json.Apply(text => JsonDocument.Parse(text).RootElement);

    /// <summary>An output of a parsed document.</summary>
    public static implicit operator InputJson(Output<JsonDocument> document) => document.Apply(parsed => parsed.RootElement);

    /// <summary>An output of a parsed element.</summary>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);
}
