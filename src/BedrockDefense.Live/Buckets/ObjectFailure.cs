using System.Net;
using Amazon.Runtime;

namespace BedrockDefense.Live.Buckets;

/// <summary>Says to a user why S3 does not answer, and what can be done.</summary>
internal static class ObjectFailure
{
    /// <summary>Returns the reason, and what can be done.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="path">What was asked for.</param>
    public static string Explain(Exception exception, BucketPath path) =>
        exception is AmazonServiceException { ErrorCode: var code, Message: var message } failure
            ? $"{Reason(failure, code ?? "", message, path)} ({(string.IsNullOrEmpty(code) ? $"{(int)failure.StatusCode}" : code)}"
                + $"{(string.IsNullOrWhiteSpace(message) || message == code ? "" : $": {message}")})"
            : exception.Message;

    private static string Reason(AmazonServiceException failure, string code, string message, BucketPath path) =>
        code switch
        {
            "NoSuchBucket" => $"there is no bucket {path.Bucket}; see that its name is right",
            "NoSuchKey" => "the object is no longer there; it was deleted, or moved by a lifecycle rule",
            "InvalidObjectState" => "the object is archived; restore it first, such as with aws s3api restore-object --bucket "
                + $"{ShellWord.Of(path.Bucket)} --key {ShellWord.Of(path.Key)} --restore-request Days=7",
            "PreconditionFailed" or "InvalidRange" => "the object was replaced while it was read; read it again",
            "RequestTimeTooSkewed" => "this machine's clock is wrong; set it",
            "ExpiredToken" or "InvalidToken" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "TokenRefreshRequired" =>
                "AWS does not take the credentials; sign in again, such as with aws sso login",
            "SlowDown" or "Throttling" or "RequestLimitExceeded" or "ServiceUnavailable" or "InternalError" =>
                "S3 did not answer in several attempts; try again later, with fewer --threads",
            _ when IsAboutKey(code, message) =>
                "its KMS key cannot be used; the caller needs kms:Decrypt on the key, which must exist and be enabled",
            "AccessDenied" or "AllAccessDisabled" or "AccountProblem" =>
                $"it is refused; the caller needs {(path.Key.Length == 0 ? "s3:ListBucket on the bucket" : "s3:GetObject on the object")}"
                    + ", which the bucket's policy must not deny. Where the requester pays, add --request-payer",
            "InvalidRequest" when message.Contains("Server Side Encryption", StringComparison.OrdinalIgnoreCase) =>
                "the object is encrypted with a key that only its writer has (SSE-C), which cannot be given here",
            _ when failure.StatusCode == HttpStatusCode.MovedPermanently =>
                "the bucket is in another Region or partition; set AWS_REGION to its Region",
            _ when failure.StatusCode == HttpStatusCode.Forbidden => "it is refused",
            _ => "S3 does not answer with it",
        };

    // KMS API Reference, "Decrypt": errors have the prefix KMS in S3's answers. A missing permission is told as AccessDenied.
    private static bool IsAboutKey(string code, string message) =>
        code.StartsWith("KMS.", StringComparison.Ordinal)
        || (code == "AccessDenied" && message.Contains("kms:", StringComparison.OrdinalIgnoreCase));
}
