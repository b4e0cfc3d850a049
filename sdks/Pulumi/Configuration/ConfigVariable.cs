using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>Reads the environment variable <c>PULUMI_CONFIG</c>: a JSON object of full keys and values.</summary>
internal static class ConfigVariable
{
    private const string OldInfix = ":config:";

    public static ImmutableDictionary<string, string> Read()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using var document = JsonDocument.Parse(json);
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            values[Key(entry.Name)] = entry.Value.ToString();
        }

        return values.ToImmutable();
    }

    /// <summary>Turns a key into the form that programs use: <c>project:config:key</c> is an old form of <c>project:key</c>.</summary>
    private static string Key(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && key[colon..].StartsWith(OldInfix, StringComparison.Ordinal)
            ? $"{key[..colon]}:{key[(colon + OldInfix.Length)..]}"
            : key;
    }
}
