using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>A short name for a text: an address in a resource's name would show in every preview and log.</summary>
internal static class Fingerprint
{
    private const int Digits = 8;

    // This many rounds: to try all phone numbers of a country then takes weeks, but a deployment does not become noticeably slower.
    private const int Rounds = 100_000;

    private static readonly ConcurrentDictionary<string, string> Known = [];

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    /// <summary>
    /// Eight hexadecimal digits that are slow to compute, for addresses of people. There are so few addresses that somebody could
    /// try them all. The name does not depend on whether the address is a secret. With another name the engine would create the
    /// subscription again: SNS returns the existing one, and the engine then deletes it.
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
