using System.Net.Http.Headers;
using System.Text;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Sends calls to the emulator as an account's administrator, in any Region.</summary>
internal sealed class AwsAccount(Uri address, string id, CallLog log) : IAwsApi
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>The account's id.</summary>
    public string Id { get; } = id;

    /// <summary>Gives another account of the same emulator.</summary>
    public IAwsApi InAccount(string accountId) => accountId == Id ? this : new(address, accountId, log);

    /// <inheritdoc/>
    public async Task<string> SendAsync(AwsCall request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var content = request.Content is null
            ? null
            : new StringContent(InOnePage(request), Encoding.UTF8, MediaTypeHeaderValue.Parse(request.Content.MediaType));
        using var message = new HttpRequestMessage(request.Method, new Uri(address, request.Path)) { Content = content };

        // The emulator does not check signatures. It reads service and Region from the scope, and the account from a header.
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=test/20260101/{request.Region}/{request.Service}/aws4_request"
        );
        message.Headers.Add("x-moto-account-id", Id);
        if (request.Service == "sqs")
        {
            // The emulator makes a queue's URL from this host. The Region in it distinguishes queues with the same name, as on AWS.
            message.Headers.Host = $"sqs.{request.Region}.amazonaws.com";
        }

        if (request.Target is not null)
        {
            message.Headers.Add("X-Amz-Target", request.Target);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        log.Note(
            new ApiCall(
                request.Service,
                request.Operation,
                Id,
                request.Region,
                request.Method,
                request.Path,
                request.Target,
                request.Headers,
                request.Content?.Text ?? ""
            )
        );
        if (DataProtectionPolicies.Answer(address, Id, request) is { } kept)
        {
            return kept;
        }

        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var answer = await Http.SendAsync(message).ConfigureAwait(false);
        var body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw new AwsException(request.Operation, Id, request.Region, (int)answer.StatusCode, body);
        }

        request.Answered?.Invoke(
            new AwsAnswer(
                answer.Headers.TryGetValues(AwsAnswer.RequestIdHeader, out var ids) ? ids.First() : null,
                await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false)
            )
        );
        return body;
    }

    // The emulator fails where a list of saved queries has a second page. It takes a page that is larger than AWS allows.
    private static string InOnePage(AwsCall call) =>
        call.Operation == "ListNamedQueries"
            ? call.Content!.Text.Replace("{", "{\"MaxResults\":1000,", StringComparison.Ordinal)
            : call.Content!.Text;
}
