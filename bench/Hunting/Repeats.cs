using System.Globalization;
using System.IO.Compression;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// One principal's calls that read and change the logging configuration by turns, all within an hour: every hunt has them
/// in its window, which is the worst for whoever looks at the window again for each.
/// </summary>
internal static class Repeats
{
    private const int Window = 3_000;
    private const string Caller = """
        {"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/Dev/mallory","accountId":"111122223333",
        "sessionContext":{"sessionIssuer":{"type":"Role","userName":"Dev","arn":"arn:aws:iam::111122223333:role/Dev"}}}
        """;

    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    public static int Generate(string folder, int events)
    {
        Directory.CreateDirectory(folder);
        using var file = File.Create(Path.Combine(folder, "repeats.jsonl.gz"));
        using var text = new StreamWriter(new GZipStream(file, CompressionLevel.Optimal));
        for (var number = 0; number < events; number++)
        {
            var name = number % 2 == 0 ? "GetModelInvocationLoggingConfiguration" : "DeleteModelInvocationLoggingConfiguration";
            var time = Start.AddSeconds((long)number * Window / events).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    {"eventVersion":"1.11","userIdentity":{{Caller}},"eventTime":"{{time}}","eventSource":"bedrock.amazonaws.com",
                    "eventName":"{{name}}","awsRegion":"eu-central-1","eventID":"00000000-0000-4000-8000-{{number:x12}}",
                    "recipientAccountId":"111122223333"}
                    """
                )
            );
        }

        return 0;
    }
}
