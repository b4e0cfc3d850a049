using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace BedrockDefense.Live.Clients;

/// <summary>Signs requests with Signature Version 4 (AWS IAM User Guide, "Create a signed AWS API request").</summary>
internal static class Signature
{
    /// <summary>Adds the headers of a signature to a request.</summary>
    /// <param name="request">The request. Its query must need no encoding.</param>
    /// <param name="body">The body.</param>
    /// <param name="service">The service's name in a signature.</param>
    /// <param name="region">The code of the Region.</param>
    /// <param name="credentials">Whose signature it is.</param>
    /// <param name="time">The time of the signature, in UTC.</param>
    public static void Sign(
        HttpRequestMessage request,
        byte[] body,
        string service,
        string region,
        ImmutableCredentials credentials,
        DateTime time
    )
    {
        var uri = request.RequestUri!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}",
            ["x-amz-date"] = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["x-amz-content-sha256"] = hash,
        };
        if (credentials.UseToken)
        {
            headers["x-amz-security-token"] = credentials.Token;
        }

        // Proxies may change the user agent.
        foreach (var (name, values) in request.Headers.Where(header => header.Key != "User-Agent"))
        {
            headers[name.ToLowerInvariant()] = string.Join(',', values);
        }

        var names = string.Join(';', headers.Keys);
        var canonical = new StringBuilder()
            .Append(request.Method.Method)
            .Append('\n')
            .Append(CanonicalPath(uri.AbsolutePath, service))
            .Append('\n')
            .Append(CanonicalQuery(uri.Query))
            .Append('\n');
        foreach (var (name, value) in headers)
        {
            canonical.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(hash);
        var signed = AWS4Signer.ComputeSignature(credentials, region, time, service, names, canonical.ToString());
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", signed.ForAuthorizationHeader);
    }

    // All services but S3 encode the encoded path once more.
    private static string CanonicalPath(string path, string service) =>
        service == "s3" ? path : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    // The parameters are ordered by name, then by value. One without a value is signed with an empty one.
    private static string CanonicalQuery(string query) =>
        string.Join(
            '&',
            query
                .TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => parameter.Split('=', 2))
                .Select(parts => (Name: parts[0], Value: parts.ElementAtOrDefault(1) ?? ""))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
                .Select(parameter => $"{parameter.Name}={parameter.Value}")
        );
}
