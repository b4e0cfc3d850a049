using System.Net.Http.Headers;

namespace BedrockDefense.Emulator.Tests.Emulator;

/// <summary>Sends calls to the emulator as an account's administrator, in any Region.</summary>
internal sealed class AwsAccount(Uri address, string id, MotoServer server)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>Another account of the same emulator.</summary>
    public AwsAccount Other(string accountId) => new(address, accountId, server);

    /// <summary>The body of the answer.</summary>
    /// <exception cref="AwsException">The call was refused.</exception>
    public async Task<string> SendAsync(string service, string region, string operation, HttpContent content, string? target = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };

        // The emulator checks no signature; it reads service and Region from the scope and the account from a header.
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/{region}/{service}/aws4_request");
        request.Headers.Add("x-moto-account-id", Id);
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? body
            : throw new AwsException($"{operation} in {Id}, {region}: {(int)answer.StatusCode} {body}");
    }
}

/// <summary>The emulator refused a call, or could not answer it.</summary>
internal sealed class AwsException(string message) : Exception(message);
