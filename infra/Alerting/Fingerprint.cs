using System.Security.Cryptography;
using System.Text;

namespace BedrockDefense.Infra.Alerting;

/// <summary>A short name for a text: an address in a resource's name would show in every preview and log.</summary>
internal static class Fingerprint
{
    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
