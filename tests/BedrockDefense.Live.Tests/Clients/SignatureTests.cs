using System.Text;
using Amazon.Runtime;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>
/// Requests are signed as another implementation of Signature Version 4 signs them. The signatures of the cases were made once with
/// botocore, the library of the AWS CLI: its <c>SigV4Auth</c>, and for S3 its <c>S3SigV4Auth</c>, at the time below and with these keys.
/// </summary>
public sealed class SignatureTests
{
    private const string Cases = "live/signatures.json";

    private static readonly DateTime Time = new(2026, 11, 28, 20, 15, 30, DateTimeKind.Utc);

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_has_the_signature_of_another_implementation(string name)
    {
        var wanted = Repository.Find<SignedRequest>(Cases, name);
        using var request = new HttpRequestMessage(new HttpMethod(wanted.Method), wanted.Url);
        foreach (var (header, value) in wanted.Headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        Signature.Sign(
            request,
            Encoding.UTF8.GetBytes(wanted.Body),
            wanted.Service,
            wanted.Region,
            new ImmutableCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", wanted.Token),
            Time
        );
        Assert.Equal(wanted.Authorization, request.Headers.GetValues("Authorization").Single());
        Assert.Equal("20261128T201530Z", request.Headers.GetValues("X-Amz-Date").Single());
        Assert.Equal(wanted.Token, request.Headers.TryGetValues("X-Amz-Security-Token", out var tokens) ? tokens.Single() : null);
    }

    private sealed record SignedRequest(
        string Method,
        string Url,
        string Service,
        string Region,
        string Body,
        IReadOnlyDictionary<string, string> Headers,
        string? Token,
        string Authorization
    );
}
