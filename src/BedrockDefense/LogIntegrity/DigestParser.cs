using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Reads the JSON of a digest. Whatever differs from the documented form is refused, because CloudTrail did not write it.
/// </summary>
internal static class DigestParser
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // The last of two members with one name would win here, and perhaps the first in AWS's tool.
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a digest.</summary>
    /// <exception cref="FormatException">It has not the form of a digest. The message says why.</exception>
    public static DigestContent Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is no valid JSON: {JsonFault.Reason(exception)}");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which the framework's reader takes for a text until somebody asks for it.
            throw new FormatException("a text in it is no valid Unicode");
        }
    }

    private static DigestContent Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it holds no JSON object");
        }

        Require(root, "digestSignatureAlgorithm", "SHA256withRSA");
        var logs = Member(root, "logFiles");
        if (logs.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("logFiles is no array");
        }

        var end = Text(root, "digestEndTime");
        return new DigestContent(
            Text(root, "digestS3Bucket"),
            Text(root, "digestS3Object"),
            Time("digestStartTime", Text(root, "digestStartTime")),
            Time("digestEndTime", end),
            end,
            Text(root, "digestPublicKeyFingerprint"),
            ReadPrevious(root),
            [.. logs.EnumerateArray().Select(ReadLog)]
        );
    }

    private static PreviousDigest? ReadPrevious(JsonElement root)
    {
        string[] names = ["previousDigestS3Object", "previousDigestHashValue", "previousDigestSignature"];
        if (names.All(name => Member(root, name).ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        Require(root, "previousDigestHashAlgorithm", "SHA-256");
        return new PreviousDigest(Text(root, names[0]), Hash(root, names[1]), Text(root, names[2]));
    }

    private static NamedLog ReadLog(JsonElement log)
    {
        if (log.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("an entry of logFiles is no object");
        }

        Require(log, "hashAlgorithm", "SHA-256");
        return new NamedLog(Text(log, "s3Object"), Hash(log, "hashValue"));
    }

    private static JsonElement Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) ? member : throw new FormatException($"it has no {name}");

    private static string Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{name} is no text");

    private static byte[] Hash(JsonElement value, string name)
    {
        var text = Text(value, name);
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new FormatException($"{name} {VisibleText.Quote(text, VisibleText.Excerpt)} is no SHA-256 in hexadecimal");
    }

    private static DateTimeOffset Time(string name, string text) =>
        DateTimeOffset.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"{name} {VisibleText.Quote(text, VisibleText.Excerpt)} is no time such as 2026-11-20T10:00:00Z");

    private static void Require(JsonElement value, string name, string only)
    {
        if (Text(value, name) is var text && text != only)
        {
            throw new FormatException($"{name} is {VisibleText.Quote(text, VisibleText.Excerpt)}; only {only} is known");
        }
    }
}
