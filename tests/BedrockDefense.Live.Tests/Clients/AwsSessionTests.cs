using System.Net;
using System.Text;
using Amazon.Runtime;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>A call ends with an answer or with an error of one line, whatever AWS or a proxy sends.</summary>
public sealed class AwsSessionTests
{
    private const string Cases = "live/conversations.json";

    private static readonly AwsEndpoints Endpoints = new(null);

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_ends_as_its_answers_ask(string name)
    {
        var wanted = Repository.Find<Conversation>(Cases, name);
        var clock = new JumpingClock();
        using var handler = new ScriptedHandler(
            (number, end) => AnswerAsync(wanted.Answers[Math.Min(number, wanted.Answers.Count - 1)], clock, end)
        );
        using var session = new AwsSession(Endpoints, 1_000, clock, handler);
        var account = new SessionAccount(session);
        var failure = await Record.ExceptionAsync(() => CallAsync(account, wanted.Protocol));
        if (wanted.Fails is null)
        {
            Assert.Null(failure);
        }
        else
        {
            var error = Assert.IsType<AwsException>(failure);
            Assert.Contains(wanted.Fails, error.Message, StringComparison.Ordinal);
            Assert.StartsWith("ListKeys in 111122223333, us-east-1: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(error.Message, character => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
            Assert.Equal(wanted.Code ?? "", error.Code);
        }

        Assert.Equal(wanted.Requests, handler.SignedAt.Count);
        Assert.Equal(wanted.Requests, session.SentRequests);
        Assert.Equal(wanted.Renewals, account.Renewals);
        if (wanted.Signed is { } times)
        {
            Assert.Equal(times, handler.SignedAt);
        }
    }

    [Fact]
    public async Task The_corrected_clock_stays_for_later_calls()
    {
        using var handler = new ScriptedHandler(
            (number, _) =>
                Task.FromResult(
                    number == 0
                        ? new HttpResponseMessage(HttpStatusCode.Forbidden)
                        {
                            Content = new StringContent("<Error><Code>RequestTimeTooSkewed</Code></Error>"),
                            Headers = { Date = new DateTimeOffset(2026, 11, 28, 22, 15, 30, TimeSpan.Zero) },
                        }
                        : new HttpResponseMessage { Content = new StringContent("{}") }
                )
        );
        using var session = new AwsSession(Endpoints, 1_000, new JumpingClock(), handler);
        var account = new SessionAccount(session);
        await CallAsync(account, "json");
        await CallAsync(account, "json");
        Assert.Equal(["20261128T201530Z", "20261128T221530Z", "20261128T221530Z"], handler.SignedAt);
    }

    [Fact]
    public async Task An_interruption_ends_a_call_that_waits_for_its_answer()
    {
        using var interruption = new CancellationTokenSource();
        using var handler = new ScriptedHandler(
            async (_, end) =>
            {
                await interruption.CancelAsync();
                await Task.Delay(Timeout.Infinite, end);
                throw new InvalidOperationException("the call was not ended");
            }
        );
        using var session = new AwsSession(Endpoints, 1_000, new JumpingClock(), handler) { Cancellation = interruption.Token };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CallAsync(new SessionAccount(session), "json"));
        Assert.Single(handler.SignedAt);
    }

    [Fact]
    public async Task An_interruption_ends_a_call_that_would_be_repeated()
    {
        using var interruption = new CancellationTokenSource();
        using var handler = new ScriptedHandler(
            async (_, _) =>
            {
                await interruption.CancelAsync();
                return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            }
        );
        using var session = new AwsSession(Endpoints, 1_000, new JumpingClock(), handler) { Cancellation = interruption.Token };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CallAsync(new SessionAccount(session), "json"));
        Assert.Single(handler.SignedAt);
    }

    private static Task CallAsync(SessionAccount account, string protocol) =>
        protocol switch
        {
            "json" => account.JsonAsync("kms", "us-east-1", "ListKeys", []),
            "form" => account.QueryAsync("sts", "us-east-1", "ListKeys"),
            "s3" => account.S3XmlAsync("us-east-1", "ListKeys", "/"),
            "rest" => account.RestAsync("scheduler", "us-east-1", "ListKeys", HttpMethod.Get, "/schedules"),
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "no protocol"),
        };

    private static async Task<HttpResponseMessage> AnswerAsync(Answer answer, JumpingClock clock, CancellationToken end)
    {
        switch (answer.Fault)
        {
            case "broken":
                throw new HttpRequestException("the connection broke\nwithin a line");
            case "silent":
                await HangAsync(end);
                break;
            case "large":
                return Faulty((stream, _) => stream.WriteAsync(new byte[17 * 1024 * 1024], CancellationToken.None).AsTask());
            case "hanging":
                return Faulty((_, token) => HangAsync(token));
            case "torn":
                return Faulty((_, _) => throw new IOException("the connection broke"));
        }

        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)),
        };
        foreach (var (name, value) in answer.Headers ?? new Dictionary<string, string>())
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;

        static HttpResponseMessage Faulty(Func<Stream, CancellationToken, Task> write) => new() { Content = new FaultyContent(write) };

        Task HangAsync(CancellationToken token)
        {
            clock.Advance(JumpingClock.Deadline);
            return Task.Delay(Timeout.Infinite, token);
        }
    }

    private sealed record Conversation(
        string Protocol,
        IReadOnlyList<Answer> Answers,
        int Requests,
        string? Fails,
        string? Code,
        IReadOnlyList<string>? Signed,
        int Renewals = 0
    );

    private sealed record Answer(IReadOnlyDictionary<string, string>? Headers, string? Fault, int Status = 200, string Body = "");

    /// <summary>An account with credentials that count how often they are renewed.</summary>
    private sealed class SessionAccount(AwsSession session) : IAwsApi
    {
        public string Id => "111122223333";

        public int Renewals { get; private set; }

        public IAwsApi InAccount(string accountId) => throw new NotSupportedException();

        public Task<string> SendAsync(AwsCall request) => session.SendAsync(Id, request, CredentialsAsync);

        private Task<ImmutableCredentials> CredentialsAsync(bool renew)
        {
            Renewals += renew ? 1 : 0;
            return Task.FromResult(new ImmutableCredentials("AKIDEXAMPLE", "secret", null));
        }
    }
}
