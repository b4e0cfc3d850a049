using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;

namespace BedrockDefense.Live.Clients;

/// <summary>
/// Sends signed requests, no more than a number in a second. It repeats a request that AWS throttles or cannot answer, and
/// corrects its clock when AWS says that it is wrong.
/// </summary>
/// <param name="endpoints">The addresses of the services.</param>
/// <param name="callsPerSecond">The most requests in a second.</param>
/// <param name="time">The clock.</param>
/// <param name="handler">Sends the requests; null for the network.</param>
public sealed class AwsSession(AwsEndpoints endpoints, double callsPerSecond, TimeProvider time, HttpMessageHandler? handler = null)
    : IDisposable
{
    private const int MostAttempts = 6;

    // More than any answer has. AWS's largest are pages of a list.
    private const int MostBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        // The clock of the session measures the patience.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };
    private readonly Pace _pace = new(callsPerSecond, time);
    private long _sent;
    private TimeSpan _clockOffset;

    /// <summary>The requests that were sent so far, repetitions among them.</summary>
    public long SentRequests => Interlocked.Read(ref _sent);

    /// <summary>Ends the waiting and sending of all requests.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Is told how many bytes each answer has.</summary>
    public Action<int> Received { get; init; } = _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends a call and returns the body of the answer.</summary>
    /// <param name="account">The id of the account, for errors.</param>
    /// <param name="call">The call.</param>
    /// <param name="credentials">
    /// Gives the credentials. It is asked for new ones, with <see langword="true"/>, when AWS says that they expired.
    /// </param>
    /// <exception cref="AwsException">The call was refused, or was not answered at all.</exception>
    public async Task<string> SendAsync(string account, AwsCall call, Func<bool, Task<ImmutableCredentials>> credentials)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(credentials);
        var mayRenew = true;
        var mayCorrectClock = true;
        var renew = false;
        for (var attempt = 1; ; attempt++)
        {
            await _pace.WaitAsync(Cancellation).ConfigureAwait(false);
            AwsException failure;
            try
            {
                var identity = await credentials(renew).ConfigureAwait(false);
                renew = false;
                using var answer = await SendOnceAsync(call, identity).ConfigureAwait(false);
                var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation).ConfigureAwait(false);
                Received(bytes.Length);
                var body = Text(bytes);
                if (answer.IsSuccessStatusCode)
                {
                    call.Answered?.Invoke(new AwsAnswer(RequestId(answer), bytes));
                    return body;
                }

                failure = new AwsException(call.Operation, account, call.Region, (int)answer.StatusCode, body, ErrorType(answer));
                if (mayCorrectClock && IsAboutClock(failure) && answer.Headers.Date is { } date)
                {
                    mayCorrectClock = false;
                    _clockOffset = date - time.GetUtcNow();
                    continue;
                }

                if (mayRenew && failure.Code is "ExpiredToken" or "ExpiredTokenException")
                {
                    mayRenew = false;
                    renew = true;
                    continue;
                }

                if (!IsTransient(answer.StatusCode, failure.Code))
                {
                    throw failure;
                }
            }
            catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                var reason =
                    exception is OperationCanceledException ? $"no answer came in {Patience.TotalSeconds} seconds" : exception.Message;
                failure = new AwsException(call.Operation, account, call.Region, reason);
            }

            // A corrected clock or new credentials may have been an attempt too.
            if (attempt >= MostAttempts)
            {
                throw failure;
            }

            await Task.Delay(Delay(attempt), time, Cancellation).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(AwsCall call, ImmutableCredentials identity)
    {
        var body = call.Content is null ? [] : Encoding.UTF8.GetBytes(call.Content.Text);
        using var request = new HttpRequestMessage(call.Method, new Uri(endpoints.Of(call.Host ?? call.Service, call.Region), call.Path));
        if (call.Target is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Target", call.Target);
        }

        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        Signature.Sign(request, body, call.Service, call.Region, identity, (time.GetUtcNow() + _clockOffset).UtcDateTime);
        if (call.Content is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(call.Content.MediaType) } };
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, Cancellation);
        Interlocked.Increment(ref _sent);
        return await _http.SendAsync(request, end.Token).ConfigureAwait(false);
    }

    // AWS writes UTF-8. A proxy may name an encoding that does not exist.
    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');

    private static string? RequestId(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(AwsAnswer.RequestIdHeader, out var ids) ? ids.First() : null;

    // Services whose operations have paths name the error in a header only. An address may follow the name.
    private static string? ErrorType(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First().Split(':')[0].Split('#')[^1].Trim() : null;

    // A random part of twice the delay before keeps many callers from repeating at the same time.
    private static TimeSpan Delay(int attempt)
    {
        var longest = FirstDelay * Math.Pow(2, attempt - 1);
        return (longest < LongestDelay ? longest : LongestDelay) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private static bool IsTransient(HttpStatusCode status, string code) =>
        (int)status >= 500
        || status == HttpStatusCode.TooManyRequests
        || code.Contains("Throttl", StringComparison.Ordinal)
        || code is "TooManyRequestsException" or "RequestLimitExceeded" or "SlowDown" or "PriorRequestNotComplete";

    private static bool IsAboutClock(AwsException failure) =>
        failure.Code is "RequestTimeTooSkewed" or "RequestExpired"
        || (
            failure.Code is "SignatureDoesNotMatch" or "InvalidSignatureException"
            && (
                failure.Message.Contains("Signature expired", StringComparison.Ordinal)
                || failure.Message.Contains("Signature not yet current", StringComparison.Ordinal)
            )
        );
}
