using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Web;

namespace BedrockDefense.Testing;

/// <summary>A request that <see cref="FakeBuckets"/> received.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key; empty for a list.</param>
/// <param name="Query">The parameters.</param>
/// <param name="Headers">The headers.</param>
public sealed record FakeRequest(string Bucket, string Key, NameValueCollection Query, NameValueCollection Headers)
{
    /// <summary>The Region that the signature is for.</summary>
    public string Region => Headers["Authorization"]!.Split('/')[2];

    /// <summary>The first byte that is asked for; null for all.</summary>
    public int? From => Position(0);

    /// <summary>The last byte that is asked for; null for all from the first on.</summary>
    public int? Last => Position(1);

    /// <summary>Reads a request in path style.</summary>
    public static FakeRequest Of(HttpListenerRequest request)
    {
        var path = request.RawUrl!.Split('?')[0].Split('/', 3);
        return new(
            path[1],
            path.Length < 3 ? "" : Uri.UnescapeDataString(path[2]),
            HttpUtility.ParseQueryString(request.Url!.Query),
            request.Headers
        );
    }

    private int? Position(int place) =>
        Headers["Range"] is { } range && range["bytes=".Length..].Split('-')[place] is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
