using System.Security.Cryptography;
using System.Text.Json;

namespace BedrockDefense.Live.Verifying.Resuming;

/// <summary>What a verification is of. Another verification cannot go on where it stopped.</summary>
/// <param name="Version">The version of the program.</param>
/// <param name="Configuration">The fingerprint of the configuration, which may be secret itself.</param>
/// <param name="Account">The management account.</param>
public sealed record VerificationIdentity(string Version, string Configuration, string Account)
{
    /// <summary>Makes the identity.</summary>
    /// <param name="version">The version of the program.</param>
    /// <param name="config">The configuration, a text for each key.</param>
    /// <param name="account">The management account.</param>
    public static VerificationIdentity Of(string version, IReadOnlyDictionary<string, string> config, string account)
    {
        var sorted = new SortedDictionary<string, string>(config.ToDictionary(), StringComparer.Ordinal);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(sorted));
        return new VerificationIdentity(version, Convert.ToHexStringLower(hash), account);
    }
}
