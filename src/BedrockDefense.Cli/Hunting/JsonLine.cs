using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes JSON objects, one a line. The framework's escapes keep the output in ASCII.</summary>
internal sealed class JsonLine(TextWriter output)
{
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Writes an object.</summary>
    /// <param name="one">The object.</param>
    /// <param name="writeMembers">Writes its members.</param>
    public void Write<T>(T one, Action<Utf8JsonWriter, T> writeMembers)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            writeMembers(json, one);
            json.WriteEndObject();
        }

        output.Write(Encoding.ASCII.GetString(_line.WrittenSpan));
        output.Write('\n');
    }

    /// <summary>
    /// Returns a text that JSON can be written from. An escape in an event can make half of a surrogate pair, which is replaced.
    /// </summary>
    public static string? Valid(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
