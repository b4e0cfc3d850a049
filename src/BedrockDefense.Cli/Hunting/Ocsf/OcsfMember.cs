using System.Text.Json;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>Writes members of objects of OCSF, in which null is no value: what is not known is left out.</summary>
internal static class OcsfMember
{
    /// <summary>Writes a text, if it is known.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            JsonMember.Text(json, name, text);
        }
    }
}
