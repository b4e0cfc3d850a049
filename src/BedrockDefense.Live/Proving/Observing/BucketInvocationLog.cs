using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>
/// The bucket that gets an account's invocations, a folder for each hour (Amazon Bedrock User Guide, "Monitor model invocation using
/// CloudWatch Logs and Amazon S3"). Objects are read once each. Large bodies have folders of their own, which are not read.
/// </summary>
/// <param name="place">The account and Region. A bucket of another Region gets no invocations.</param>
/// <param name="bucket">The bucket's name.</param>
/// <param name="prefix">The beginning of the keys; empty for none.</param>
/// <param name="time">The clock.</param>
internal sealed partial class BucketInvocationLog(Place place, string bucket, string prefix, TimeProvider time) : InvocationLog(place)
{
    private const string Reading = "GetObject";
    private const int MostPages = 100;

    // A sandbox has few invocations of some minutes. Each object is a request.
    private const int MostObjects = 1_000;

    // Bodies over 100 KB are objects of their own, so a file of records is far smaller.
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Operation => "ListObjectsV2";

    /// <inheritdoc/>
    public override string Name => $"the bucket {bucket}";

    /// <inheritdoc/>
    public override async Task<bool> HasAsync(string requestId, DateTimeOffset sent)
    {
        for (var hour = HourOf(sent - ClockDifference); hour <= time.GetUtcNow() + ClockDifference; hour = hour.AddHours(1))
        {
            foreach (var key in await KeysAsync(FolderOf(hour), sent - ClockDifference).ConfigureAwait(false))
            {
                if (_read.Count >= MostObjects)
                {
                    throw Failure($"more than {MostObjects} objects were written since the call");
                }

                var isThere = await IsInAsync(key, requestId).ConfigureAwait(false);
                _read.Add(key);
                if (isThere)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static DateTimeOffset HourOf(DateTimeOffset moment) =>
        new(moment.UtcDateTime.Date.AddHours(moment.UtcDateTime.Hour), TimeSpan.Zero);

    private string FolderOf(DateTimeOffset hour) =>
        (prefix.Trim('/') is { Length: > 0 } beginning ? $"{beginning}/" : "")
        + $"AWSLogs/{Place.Account.Id}/BedrockModelInvocationLogs/{Place.Region}/"
        + hour.ToString("yyyy/MM/dd/HH/", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<string>> KeysAsync(string folder, DateTimeOffset since)
    {
        List<string> keys = [];
        var pages = new PageTokens(Operation, Place.Account.Id, Place.Region, MostPages);
        string? next = null;
        do
        {
            var page = await Place
                .Account.XmlAsync(
                    Ask(
                        Operation,
                        $"/{Uri.EscapeDataString(bucket)}?list-type=2&prefix={Uri.EscapeDataString(folder)}"
                            + (next is null ? "" : $"&continuation-token={Uri.EscapeDataString(next)}")
                    )
                )
                .ConfigureAwait(false);
            keys.AddRange(
                page.Elements()
                    .Where(element => element.Name.LocalName == "Contents" && TimeOf(element) >= since)
                    .Select(element => element.Text("Key"))
                    .Where(key => key.StartsWith(folder, StringComparison.Ordinal) && RecordsName().IsMatch(key[folder.Length..]))
                    .Where(key => !_read.Contains(key))
            );
            next = page.Find("NextContinuationToken")?.Value is { Length: > 0 } token ? token : null;
            pages.Add(next);
        } while (next is not null);

        return keys;
    }

    private static DateTimeOffset TimeOf(XElement entry) =>
        DateTimeOffset.Parse(entry.Text("LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private async Task<bool> IsInAsync(string key, string requestId)
    {
        ReadOnlyMemory<byte> body = default;
        await Place
            .Account.SendAsync(
                Ask(Reading, $"/{Uri.EscapeDataString(bucket)}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}") with
                {
                    Answered = answer => body = answer.Body,
                }
            )
            .ConfigureAwait(false);
        return Lines(body.ToArray(), key).Any(line => InvocationRecord.IsOf(line, requestId, Place.Account.Id));
    }

    private string[] Lines(byte[] body, string key)
    {
        if (body is not [0x1f, 0x8b, ..])
        {
            return Encoding.UTF8.GetString(body).Split('\n');
        }

        try
        {
            using var unpacked = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            var text = new byte[64 * 1024];
            using var whole = new MemoryStream();
            for (var count = unpacked.Read(text); count > 0; count = unpacked.Read(text))
            {
                whole.Write(text.AsSpan(0, count));
                if (whole.Length > MostBytes)
                {
                    throw Failure($"{key} is larger than {MostBytes} bytes when it is unpacked");
                }
            }

            return Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length).Split('\n');
        }
        catch (InvalidDataException exception)
        {
            throw Failure($"{key} cannot be unpacked: {exception.Message}");
        }
    }

    private AwsException Failure(string reason) => new(Reading, Place.Account.Id, Place.Region, $"{Name}: {reason}");

    // S3 refuses to answer for the bucket of another account (Amazon S3 User Guide, "Verifying bucket ownership with bucket owner
    // condition").
    private AwsCall Ask(string operation, string path) =>
        new("s3", Place.Region, operation, HttpMethod.Get, path, null) { Headers = [("x-amz-expected-bucket-owner", Place.Account.Id)] };

    // Bedrock writes no other characters. Whatever has them is not Bedrock's.
    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\.json(\.gz)?\z")]
    private static partial Regex RecordsName();
}
