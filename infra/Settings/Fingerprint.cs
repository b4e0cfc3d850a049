using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Makes a short name from a text. An address itself must not be in a resource's name, because every preview and log would show it.
/// </summary>
internal static class Fingerprint
{
    private const int Digits = 8;

    // With this many rounds, trying all phone numbers of a country takes weeks, but a deployment does not become noticeably slower.
    private const int Rounds = 100_000;

    private static readonly ConcurrentDictionary<string, string> Known = [];

    /// <summary>Makes eight hexadecimal digits from a text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    /// <summary>
    /// Makes eight hexadecimal digits from the address of a person. The computation is slow, because there are so few addresses that
    /// somebody could try them all. The digits do not depend on whether the address is a secret. With another name the engine would create
    /// the subscription again: SNS returns the existing one, and the engine then deletes it.
    /// </summary>
    public static string OfAddress(string address) =>
        Known.GetOrAdd(
            address,
            static text =>
                Convert.ToHexStringLower(
                    Rfc2898DeriveBytes.Pbkdf2(text, Encoding.UTF8.GetBytes(Names.Product), Rounds, HashAlgorithmName.SHA256, Digits / 2)
                )
        );
}
