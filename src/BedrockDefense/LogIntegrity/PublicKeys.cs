using System.Security.Cryptography;
using System.Text.Json;

namespace BedrockDefense.LogIntegrity;

/// <summary>The public keys with which digests are checked, by their fingerprints.</summary>
public sealed class PublicKeys : IDisposable
{
    private const string Form = "write the output of aws cloudtrail list-public-keys";

    private readonly Dictionary<string, RSA> _keys = new(StringComparer.Ordinal);

    /// <summary>The number of keys.</summary>
    public int Count => _keys.Count;

    /// <summary>Reads answers of CloudTrail's <c>ListPublicKeys</c>.</summary>
    /// <param name="files">The text of each file, with its name.</param>
    /// <exception cref="InvalidInputException">A file is no such answer. All faults are listed.</exception>
    public static PublicKeys Parse(IEnumerable<(string File, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (keys, faults) = (new PublicKeys(), new List<Fault>());
        foreach (var (file, text) in files)
        {
            try
            {
                keys.Add(text, new SourceLocation(file), faults);
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, which the framework's reader takes for a text until somebody asks for it.
                faults.Add(new Fault($"a text in it is no valid Unicode; {Form}", new SourceLocation(file)));
            }
            catch (JsonException exception)
            {
                faults.Add(new Fault($"is no valid JSON: {JsonFault.Reason(exception)}; {Form}", new SourceLocation(file)));
            }
        }

        if (faults.Count > 0)
        {
            keys.Dispose();
            throw new InvalidInputException(faults);
        }

        return keys;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>Returns the key with a fingerprint, or null.</summary>
    internal RSA? Find(string fingerprint) => _keys.GetValueOrDefault(fingerprint);

    private void Add(string text, SourceLocation location, List<Fault> faults)
    {
        using var document = JsonDocument.Parse(text);
        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("PublicKeyList", out var list)
            || list.ValueKind != JsonValueKind.Array
        )
        {
            faults.Add(new Fault($"has no list PublicKeyList; {Form}", location));
            return;
        }

        if (list.GetArrayLength() == 0)
        {
            faults.Add(new Fault("PublicKeyList is empty; ask with --start-time and --end-time for the time of the digests", location));
        }

        foreach (var (number, one) in list.EnumerateArray().Index())
        {
            if (Add(one) is { } fault)
            {
                faults.Add(new Fault(FormattableString.Invariant($"PublicKeyList[{number}]: {fault}; {Form}"), location));
            }
        }
    }

    /// <summary>Adds a key; returns what is wrong with it, or null.</summary>
    private string? Add(JsonElement one)
    {
        if (Text(one, "Fingerprint") is not { Length: > 0 } fingerprint)
        {
            return "it has no Fingerprint";
        }

        var der = new byte[Text(one, "Value")?.Length ?? 0];
        if (!Convert.TryFromBase64String(Text(one, "Value") ?? "", der, out var length) || length == 0)
        {
            return "it has no Value in base64";
        }

        var key = RSA.Create();
        try
        {
            key.ImportRSAPublicKey(der.AsSpan(0, length), out _);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return "its Value is no RSA public key (PKCS #1, DER)";
        }

        if (!_keys.TryGetValue(fingerprint, out var known))
        {
            _keys.Add(fingerprint, key);
            return null;
        }

        using (key)
        {
            return known.ExportRSAPublicKey().AsSpan().SequenceEqual(key.ExportRSAPublicKey())
                ? null
                : $"another key has its fingerprint {VisibleText.Quote(fingerprint, VisibleText.Excerpt)} too";
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
