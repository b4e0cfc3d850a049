using System.Security.Cryptography;
using System.Text;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// The signature of a digest (AWS CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation").
/// </summary>
internal static class DigestSignature
{
    private const string NoPrevious = "null";

    /// <summary>Returns whether a signature in hexadecimal is that of a digest.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="hash">The SHA-256 of its content.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="key">The public key that the digest names.</param>
    public static bool IsValid(DigestContent digest, byte[] hash, string signature, RSA key)
    {
        var bytes = new byte[signature.Length / 2];
        if (signature.Length % 2 != 0 || !signature.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        Convert.FromHexString(signature, bytes, out _, out _);
        var signed =
            $"{digest.EndText}\n{digest.Bucket}/{digest.Key}\n{Convert.ToHexStringLower(hash)}\n{digest.Previous?.Signature ?? NoPrevious}";
        return key.VerifyData(Encoding.UTF8.GetBytes(signed), bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
