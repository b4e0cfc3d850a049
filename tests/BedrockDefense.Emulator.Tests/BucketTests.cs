using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Emulator.Tests;

/// <summary>A hunt in a bucket of the emulator, which is another's word on the protocol of S3.</summary>
public sealed class BucketTests(MotoFixture moto)
{
    private const int Objects = 400;
    private const int Days = 20;

    private static readonly Dictionary<string, string> Credentials = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    [Fact]
    public async Task Every_object_is_read_once_and_those_of_another_time_are_not()
    {
        var address = (await moto.ServerAsync()).Address;
        var bucket = $"trail-{Guid.NewGuid():N}";
        await FillAsync(new Uri(address, $"/{bucket}"));

        var all = await RunAsync(address, $"s3://{bucket}");
        var some = await RunAsync(address, $"s3://{bucket}/AWSLogs/**/*.gz", "--since", "2026-11-11");

        Assert.Equal(Enumerable.Range(0, Objects), all.Order());
        Assert.Equal(Enumerable.Range(0, Objects).Where(number => number % Days >= 10), some.Order());
    }

    private static async Task FillAsync(Uri bucket)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request"
        );
        await PutAsync("", []);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Objects),
            async (number, _) =>
                await PutAsync(
                    $"/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/{1 + (number % Days):D2}/"
                        + $"111122223333_CloudTrail_us-east-1_202611{1 + (number % Days):D2}T1020Z_{number:D16}.json.gz",
                    Log(number)
                )
        );

        async Task PutAsync(string path, byte[] content)
        {
            // The emulator would take content of no type for a form.
            using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PutAsync(new Uri($"{bucket}{path}"), body);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static byte[] Log(int number)
    {
        var record =
            $$"""{"eventTime":"2026-11-{{1 + (number % Days):D2}}T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","""
            + $$""" "eventName":"StopLogging","awsRegion":"us-east-1","eventID":"{{number}}","recipientAccountId":"111122223333"}""";
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"Records\":[{record}]}}"));
        }

        return content.ToArray();
    }

    private static async Task<IEnumerable<int>> RunAsync(Uri address, params string[] arguments)
    {
        var run = await CommandProcess.RunInAsync(
            Credentials,
            ["hunt", .. arguments, "--endpoint-url", address.ToString(), "--rule", "cloudtrail-stopped", "--format", "jsonl"]
        );
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(JsonDocument.Parse(line).RootElement.GetProperty("eventId").GetString()!, null));
    }
}
