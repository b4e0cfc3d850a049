namespace BedrockDefense.Live.Clients;

/// <summary>Sends calls to AWS's API, or to something that stands in for it, as one account.</summary>
public interface IAwsApi
{
    /// <summary>The id of the account that the calls reach.</summary>
    string Id { get; }

    /// <summary>Gives the same API as another account.</summary>
    /// <exception cref="AwsException">Nobody may act in that account.</exception>
    IAwsApi InAccount(string accountId);

    /// <summary>Sends a call and returns the body of the answer.</summary>
    /// <param name="request">The call.</param>
    /// <exception cref="AwsException">The call was refused, or not answered.</exception>
    Task<string> SendAsync(AwsCall request);
}

/// <summary>A call of AWS's API.</summary>
/// <param name="Service">The service's name in a signature, such as <c>monitoring</c>.</param>
/// <param name="Region">The code of the Region.</param>
/// <param name="Operation">The operation's name, for errors.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with its query.</param>
/// <param name="Content">The body; null for none.</param>
public sealed record AwsCall(string Service, string Region, string Operation, HttpMethod Method, string Path, AwsContent? Content)
{
    /// <summary>The first part of the host's name, where it is not the service's name in a signature; otherwise null.</summary>
    public string? Host { get; init; }

    /// <summary>The header <c>X-Amz-Target</c>; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Is told the answer when AWS has done what it was asked; null when only the body's text matters.</summary>
    public Action<AwsAnswer>? Answered { get; init; }
}

/// <summary>An answer as it came, with what its text does not show.</summary>
/// <param name="RequestId">The header <c>x-amzn-RequestId</c>; null where the answer has none.</param>
/// <param name="Body">The body.</param>
public sealed record AwsAnswer(string? RequestId, ReadOnlyMemory<byte> Body)
{
    /// <summary>The name of the header with the request's id.</summary>
    public const string RequestIdHeader = "x-amzn-RequestId";
}

/// <summary>The body of a call.</summary>
/// <param name="Text">The text, sent as UTF-8.</param>
/// <param name="MediaType">The header <c>Content-Type</c>.</param>
public sealed record AwsContent(string Text, string MediaType);
