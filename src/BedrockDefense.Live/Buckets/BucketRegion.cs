using System.Net;
using System.Text.RegularExpressions;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace BedrockDefense.Live.Buckets;

/// <summary>The Region of a bucket, as S3 tells it to whoever asks in another one.</summary>
internal static partial class BucketRegion
{
    private const string Header = "x-amz-bucket-region";

    /// <summary>Returns the Region that an answer names; null when it is not about the Region.</summary>
    public static string? Of(AmazonS3Exception exception)
    {
        if (exception.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest))
        {
            return null;
        }

        var told = (exception.InnerException as HttpErrorResponseException)?.Response?.GetHeaderValue(Header);
        if (string.IsNullOrEmpty(told))
        {
            told = Expected().Match(exception.Message).Groups[1].Value;
        }

        // The name becomes part of a host's name.
        return Name().IsMatch(told) ? told : null;
    }

    // AuthorizationHeaderMalformed has no header, but a message.
    [GeneratedRegex("region '[^']*' is wrong; expecting '([^']*)'")]
    private static partial Regex Expected();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex Name();
}
