using System.Net.Http.Headers;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Sends calls to the emulator as an account's administrator, in any Region.</summary>
internal sealed class AwsAccount(Uri address, string id, CallLog log)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>The account's id.</summary>
    public string Id { get; } = id;

    /// <summary>Gives another account of the same emulator.</summary>
    public AwsAccount For(string accountId) => accountId == Id ? this : new(address, accountId, log);

    /// <summary>Sends a call and returns the body of the answer.</summary>
    /// <param name="service">The service's name in a signature.</param>
    /// <param name="region">The Region.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, with its query.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="target">The header <c>X-Amz-Target</c>; null for none.</param>
    /// <param name="headers">Further headers.</param>
    /// <exception cref="AwsException">The call was refused.</exception>
    public async Task<string> SendAsync(
        string service,
        string region,
        string operation,
        HttpMethod method,
        string path,
        HttpContent? content,
        string? target = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };

        // The emulator does not check signatures. It reads service and Region from the scope, and the account from a header.
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=test/20260101/{region}/{service}/aws4_request"
        );
        request.Headers.Add("x-moto-account-id", Id);
        if (service == "sqs")
        {
            // The emulator makes a queue's URL from this host. The Region in it distinguishes queues with the same name, as on AWS.
            request.Headers.Host = $"sqs.{region}.amazonaws.com";
        }

        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        List<(string Name, string Value)> further = [.. headers];
        foreach (var (name, value) in further)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        log.Note(
            new ApiCall(
                service,
                operation,
                Id,
                region,
                method,
                path,
                target,
                further,
                content is null ? "" : await content.ReadAsStringAsync().ConfigureAwait(false)
            )
        );
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var answer = await Http.SendAsync(request).ConfigureAwait(false);
        var body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? body : throw new AwsException(operation, Id, region, (int)answer.StatusCode, body);
    }
}
