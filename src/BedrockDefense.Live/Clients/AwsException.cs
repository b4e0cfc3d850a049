using System.Text.RegularExpressions;

namespace BedrockDefense.Live.Clients;

/// <summary>A service refused a call, or could not answer it.</summary>
public sealed partial class AwsException : Exception
{
    private const int ServerError = 500;

    private readonly bool _isPage;

    /// <summary>A service answered with an error.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="account">The id of the account.</param>
    /// <param name="region">The code of the Region.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body of the answer, in any form.</param>
    /// <param name="code">The service's name of the error, when a header tells it; otherwise the body does.</param>
    public AwsException(string operation, string account, string region, int status, string body, string? code = null)
        : base(
            $"{operation} in {account}, {region}: {(status >= ServerError ? "it could not be answered" : "it was refused")}: "
                + $"{status} {ErrorBody.Describe(body, CodeOf(body, code))}"
        )
    {
        Operation = operation;
        Status = status;
        _isPage = IsPage(body);
        Code = CodeOf(body, code);
    }

    /// <summary>No answer came, or one that cannot be read.</summary>
    public AwsException(string operation, string account, string region, string reason)
        : base($"{operation} in {account}, {region}: {ErrorBody.Line(reason)}") => Operation = operation;

    /// <summary>The operation.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status; 0 when no answer came.</summary>
    public int Status { get; }

    /// <summary>The service's name of the error, such as <c>AccessDenied</c>; empty when the answer has none.</summary>
    public string Code { get; } = "";

    /// <summary>Whether the answer says that the thing asked for does not exist.</summary>
    public bool SaysNotFound =>
        // A proxy's page can have this status too.
        (Status == 404 && !_isPage)
        || Code
            is "NotFound"
                or "NotFoundException"
                or "NoSuchEntity"
                or "NoSuchBucket"
                or "NoSuchBucketPolicy"
                or "ResourceNotFoundException"
                or "EntityNotFoundException"
                or "StackSetNotFoundException"
                or "TrailNotFoundException"
                or "PolicyNotFoundException"
                or "QueueDoesNotExist"
                or "AWS.SimpleQueueService.NonExistentQueue"
                or "StateMachineDoesNotExist"
        // Athena has no error of its own for what does not exist.
        || (
            Code == "InvalidRequestException"
            && (Message.Contains("is not found", StringComparison.Ordinal) || Message.Contains("does not exist", StringComparison.Ordinal))
        );

    /// <summary>Whether the answer says that the caller may not do this.</summary>
    public bool SaysDenied =>
        Code
            is "AccessDenied"
                or "AccessDeniedException"
                or "AuthorizationError"
                or "AuthorizationErrorException"
                or "UnauthorizedOperation"
                or "UnauthorizedException"
                or "Client.UnauthorizedOperation";

    private static bool IsPage(string body)
    {
        var start = body.AsSpan().TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string CodeOf(string body, string? header)
    {
        var code = JsonCode().Match(body) is { Success: true } json ? json : XmlCode().Match(body);
        return code.Success ? code.Groups[1].Value : header ?? "";
    }

    // The type is a name, or a name after the number sign of its namespace.
    [GeneratedRegex(
        """
            "(?:__type|code|Code)"\s*:\s*"(?:[^"#]{0,200}#)?([A-Za-z.]{1,100})
            """
    )]
    private static partial Regex JsonCode();

    [GeneratedRegex("<Code>([A-Za-z.]{1,100})</Code>")]
    private static partial Regex XmlCode();
}
