using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Models;

/// <summary>The shape of a value in a model.</summary>
internal sealed class Shape
{
    /// <summary>Reads a shape.</summary>
    public Shape(string name, JsonObject shape)
    {
        Name = name;
        Type = shape["type"]!.GetValue<string>();
        IsDocument = Flag(shape, "document");
        IsUnion = Flag(shape, "union");
        IsFlattened = Flag(shape, "flattened");
        Min = shape["min"]?.GetValue<double>();
        Max = shape["max"]?.GetValue<double>();
        Pattern = shape["pattern"]?.GetValue<string>();
        Payload = shape["payload"]?.GetValue<string>();
        TimeFormat = shape["timestampFormat"]?.GetValue<string>();
        Enum = Texts(shape["enum"]);
        Required = Texts(shape["required"]);
        Members = (shape["members"]?.AsObject() ?? []).ToDictionary(one => one.Key, one => new Member(one.Key, one.Value!.AsObject()));
        Element = Reference(shape, "member");
        Key = Reference(shape, "key");
        Value = Reference(shape, "value");
    }

    /// <summary>The shape's name in the model.</summary>
    public string Name { get; }

    /// <summary>The type, such as <c>structure</c> or <c>string</c>.</summary>
    public string Type { get; }

    /// <summary>Whether any JSON is allowed.</summary>
    public bool IsDocument { get; }

    /// <summary>Whether exactly one member must be set.</summary>
    public bool IsUnion { get; }

    /// <summary>Whether a list or map has no enclosing element.</summary>
    public bool IsFlattened { get; }

    /// <summary>The least length, size or value.</summary>
    public double? Min { get; }

    /// <summary>The greatest length, size or value.</summary>
    public double? Max { get; }

    /// <summary>The regular expression of a text, in Java's language.</summary>
    public string? Pattern { get; }

    /// <summary>The member that is the whole body.</summary>
    public string? Payload { get; }

    /// <summary>The format of a timestamp.</summary>
    public string? TimeFormat { get; }

    /// <summary>The allowed values of a text; empty when any value is allowed.</summary>
    public IReadOnlyList<string> Enum { get; }

    /// <summary>The required members of a structure.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>The members of a structure.</summary>
    public IReadOnlyDictionary<string, Member> Members { get; }

    /// <summary>The elements of a list.</summary>
    public Member? Element { get; }

    /// <summary>The keys of a map.</summary>
    public Member? Key { get; }

    /// <summary>The values of a map.</summary>
    public Member? Value { get; }

    private static Member? Reference(JsonObject shape, string name) => shape[name] is JsonObject one ? new Member(name, one) : null;

    private static List<string> Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(one => one!.GetValue<string>())];

    private static bool Flag(JsonObject shape, string name) => shape[name]?.GetValue<bool>() ?? false;
}

/// <summary>A member, element, key or value, and its place in a request.</summary>
internal sealed class Member(string name, JsonObject member)
{
    /// <summary>The member's name in the API reference.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the member's shape.</summary>
    public string Shape { get; } = member["shape"]!.GetValue<string>();

    /// <summary>The member's name in a request, where it differs from <see cref="Name"/>; otherwise null.</summary>
    public string? LocationName { get; } = member["locationName"]?.GetValue<string>();

    /// <summary>The part of the request that has the member, such as <c>uri</c> or <c>header</c>; null for the body.</summary>
    public string? Location { get; } = member["location"]?.GetValue<string>();

    /// <summary>The XML namespace of the member's element.</summary>
    public string? Namespace { get; } =
        member["xmlNamespace"] is JsonObject map ? map["uri"]?.GetValue<string>() : member["xmlNamespace"]?.GetValue<string>();

    /// <summary>Whether the member is an attribute of its parent's XML element.</summary>
    public bool IsAttribute { get; } = member["xmlAttribute"]?.GetValue<bool>() ?? false;

    /// <summary>Whether an SDK creates the value where none is given.</summary>
    public bool IsIdempotencyToken { get; } = member["idempotencyToken"]?.GetValue<bool>() ?? false;

    /// <summary>The member's name in a request.</summary>
    public string WireName => LocationName ?? Name;
}
