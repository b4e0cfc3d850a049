using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Converts any value except resources to JSON.</summary>
internal sealed class JsonElementConverter : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = default(JsonElement);
        if (value is null)
        {
            return true;
        }

        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            if (!TryWrite(writer, value))
            {
                return false;
            }
        }
        result = JsonDocument.Parse(json.WrittenMemory).RootElement;
        return true;
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return true;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return true;
            case double number:
                writer.WriteNumberValue(number);
                return true;
            case string text:
                writer.WriteStringValue(text);
                return true;
            case ImmutableArray<object?> list:
                return TryWriteList(writer, list);
            case ImmutableDictionary<string, object?> map:
                return TryWriteMap(writer, map);
            default:
                return false;
        }
    }

    private static bool TryWriteList(Utf8JsonWriter writer, ImmutableArray<object?> list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            if (!TryWrite(writer, item))
            {
                return false;
            }
        }
        writer.WriteEndArray();
        return true;
    }

    private static bool TryWriteMap(Utf8JsonWriter writer, ImmutableDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in map)
        {
            writer.WritePropertyName(key);
            if (!TryWrite(writer, item))
            {
                return false;
            }
        }
        writer.WriteEndObject();
        return true;
    }
}
