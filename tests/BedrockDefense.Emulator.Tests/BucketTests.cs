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

    [Fact]
    public async Task A_large_object_is_read_in_parts_and_every_event_is_found()
    {
        const int Megabytes = 41;
        var address = (await moto.ServerAsync()).Address;
        var bucket = new Uri(address, $"/trail-{Guid.NewGuid():N}");
        var padding = new string(' ', 1024 * 1024);
        var records = string.Join(padding, Enumerable.Range(0, Megabytes).Select(number => Record(number, "StopLogging")));
        await PutAsync(bucket, "", []);
        await PutAsync(bucket, "/large.json", Encoding.UTF8.GetBytes(records));
        using var forwarded = new ForwardedBuckets(address);

        Assert.Equal(Enumerable.Range(0, Megabytes), await RunAsync(forwarded.Address, $"s3:/{bucket.AbsolutePath}/large.json"));
        Assert.Equal(8, forwarded.Read.Count);
    }

    [Fact]
    public async Task With_an_index_only_what_can_matter_is_read_again_whatever_has_changed()
    {
        var address = (await moto.ServerAsync()).Address;
        var bucket = new Uri(address, $"/trail-{Guid.NewGuid():N}");
        await PutAsync(bucket, "", []);
        for (var number = 0; number < 30; number++)
        {
            await PutLogAsync(number, $"Name{number}");
        }

        using var folder = new TestFolder("index-");
        using var forwarded = new ForwardedBuckets(address);

        Assert.Equal(30, (await AskAsync("None")).Length);
        Assert.Equal(["7"], await AskAsync("Name7"));

        await PutLogAsync(5, "Other");
        await PutLogAsync(30, "Other");
        using (var http = Client())
        {
            (await http.DeleteAsync(new Uri($"{bucket}/6"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }

        Assert.Equal(["30", "5"], await AskAsync("Other"));
        Assert.Empty(await AskAsync("Name6"));

        // The object is another after the list, and afterwards again the one that was listed.
        await PutLogAsync(9, "First");
        forwarded.Before = name => name == "9" ? PutLogAsync(9, "Second") : Task.CompletedTask;
        Assert.Equal(["9"], await AskAsync("None"));
        forwarded.Before = _ => Task.CompletedTask;
        await PutLogAsync(9, "First");
        Assert.Equal(["9"], await AskAsync("First"));

        Task PutLogAsync(int number, string name) => PutAsync(bucket, $"/{number}", Encoding.UTF8.GetBytes(Record(number, name)));

        // Returns what was read for the answer, which is the one without the index.
        async Task<string[]> AskAsync(string name)
        {
            forwarded.Read.Clear();
            string[] question = ["search", $"s3:/{bucket.AbsolutePath}", $"eventName={name}", "--endpoint-url", $"{forwarded.Address}"];
            var run = await CommandProcess.RunInAsync(Credentials, [.. question, "--index", folder.Root]);
            string[] read = [.. forwarded.Read.Order(StringComparer.Ordinal)];
            var plain = await CommandProcess.RunInAsync(Credentials, question);
            Assert.Equal((plain.ExitCode, plain.Output), (run.ExitCode, run.Output));
            return read;
        }
    }

    private static async Task FillAsync(Uri bucket)
    {
        await PutAsync(bucket, "", []);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Objects),
            async (number, _) =>
                await PutAsync(
                    bucket,
                    $"/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/{1 + (number % Days):D2}/"
                        + $"111122223333_CloudTrail_us-east-1_202611{1 + (number % Days):D2}T1020Z_{number:D16}.json.gz",
                    Log(number)
                )
        );
    }

    private static async Task PutAsync(Uri bucket, string path, byte[] content)
    {
        using var http = Client();
        // The emulator would take content of no type for a form.
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PutAsync(new Uri($"{bucket}{path}"), body);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpClient Client()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request"
        );
        return http;
    }

    private static string Record(int number, string name) =>
        $$"""{"eventTime":"2026-11-{{1 + (number % Days):D2}}T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","""
        + $$""" "eventName":"{{name}}","awsRegion":"us-east-1","eventID":"{{number}}","recipientAccountId":"111122223333"}""";

    private static byte[] Log(int number)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"Records\":[{Record(number, "StopLogging")}]}}"));
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
