using System.Text.Json;

namespace BedrockDefense.Tests.Hunting.Investigating;

/// <summary>Writes CloudTrail records of calls that use and issue credentials.</summary>
internal static class CredentialRecord
{
    /// <summary>Returns a record.</summary>
    /// <param name="id">The id of the event.</param>
    /// <param name="name">The name of the call.</param>
    /// <param name="used">The caller's access key; null when the record states none.</param>
    /// <param name="issued">The access key in the answer; null when there is none.</param>
    /// <param name="type">The type of the caller's identity.</param>
    /// <param name="caller">The last part of the caller's ARN, or the name of a caller without one.</param>
    /// <param name="shared">The id that records of the same call share.</param>
    /// <param name="created">The start of the caller's session.</param>
    /// <param name="minute">The minute of the event's time.</param>
    /// <param name="sourceIdentity">The source identity of the new session.</param>
    /// <param name="error">The error of a refused call.</param>
    public static string Of(
        string id,
        string name,
        string? used,
        string? issued = null,
        string type = "IAMUser",
        string caller = "user/alice",
        string? shared = null,
        string? created = null,
        int minute = 15,
        string? sourceIdentity = null,
        string? error = null
    ) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["eventTime"] = $"2026-11-20T10:{minute:D2}:00Z",
                ["eventSource"] = "sts.amazonaws.com",
                ["eventName"] = name,
                ["awsRegion"] = "eu-central-1",
                ["eventID"] = id,
                ["sharedEventID"] = shared,
                ["errorCode"] = error,
                ["sourceIPAddress"] = "203.0.113.77",
                ["recipientAccountId"] = "111122223333",
                ["userIdentity"] = new Dictionary<string, object?>
                {
                    ["type"] = type,
                    ["arn"] = type is "IAMUser" or "AssumedRole" or "Root" ? $"arn:aws:iam::111122223333:{caller}" : null,
                    ["userName"] = type is "SAMLUser" or "WebIdentityUser" ? caller : null,
                    ["invokedBy"] = type == "AWSService" ? caller : null,
                    ["accountId"] = "444455556666",
                    ["accessKeyId"] = used,
                    ["sessionContext"] = created is null ? null : new { attributes = new { creationDate = created } },
                },
                ["requestParameters"] = new { roleArn = $"arn:aws:iam::111122223333:role/{issued}", sourceIdentity },
                ["responseElements"] = (name, issued) switch
                {
                    ("ConsoleLogin", _) => new { ConsoleLogin = error is null ? "Success" : "Failure" },
                    (_, null) => null,
                    ("CreateSession", _) => new { credentialSet = new[] { new { credentials = new { accessKeyId = issued } } } },
                    ("CreateAccessKey", _) => new { accessKey = new { accessKeyId = issued, userName = "bob" } },
                    _ => new { credentials = new { accessKeyId = issued }, assumedRoleUser = new { arn = $"arn:{issued}" } },
                },
            }
        );
}
