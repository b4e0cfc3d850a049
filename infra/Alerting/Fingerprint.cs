using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Alerting;

/// <summary>A short name for a text: an address in a resource's name would show in every preview and log.</summary>
internal static class Fingerprint
{
    private const int Digits = 8;

    // So many that trying all phone numbers of a country takes weeks, and that a deployment does not notice.
    private const int Rounds = 100_000;

    private static readonly ConcurrentDictionary<string, string> Known = [];

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    /// <summary>
    /// Eight hexadecimal digits that are slow to compute, for addresses of people: there are so few that somebody could try
    /// them all. The name is the same whether the address is a secret or not: with another name the engine would make the
    /// subscription again, which gives the one there is, and then end it.
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
