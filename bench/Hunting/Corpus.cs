using System.IO.Compression;
using System.Text;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// Writes synthetic events, gzipped as CloudTrail delivers them. An event depends only on its number, so the corpora are the same on
/// every machine and with any number of threads.
/// </summary>
/// <remarks>
/// A has the daily work of an organization in files of 5,000 events, and B the same events in files of 50. In C, 5 % of the events are
/// model invocations of hundreds of principals, and in D 40 %, as where an organization lives on models. In E, one principal makes
/// one call again and again, which is all that the files contain.
/// </remarks>
internal static class Corpus
{
    private const int LargeFile = 5_000;
    private const int SmallFile = 50;
    private const int FilesInFolder = 1_000;
    private const int Principals = 400;

    public static int Generate(string folder, int events)
    {
        Parallel.For(
            0,
            (events + LargeFile - 1) / LargeFile,
            large =>
            {
                var first = large * LargeFile;
                var last = Math.Min(events, first + LargeFile);
                Write(Path.Combine(folder, "A", Name(large)), first, last, SyntheticEvent.Append);
                for (var start = first; start < last; start += SmallFile)
                {
                    var small = start / SmallFile;
                    Write(
                        Path.Combine(folder, "B", $"{small / FilesInFolder:D3}", Name(small)),
                        start,
                        Math.Min(last, start + SmallFile),
                        SyntheticEvent.Append
                    );
                }

                Write(Path.Combine(folder, "C", Name(large)), first, last, WithInvocations(5));
                Write(Path.Combine(folder, "D", Name(large)), first, last, WithInvocations(40));
                Write(Path.Combine(folder, "E", Name(large)), first, last, (text, number) => InvocationEvent.Append(text, number, 1));
            }
        );
        return 0;
    }

    /// <summary>Returns a maker of events of which this percentage are model invocations.</summary>
    private static Action<StringBuilder, int> WithInvocations(int percentage) =>
        (text, number) =>
        {
            // Events that tamper stay as they are.
            if (!SyntheticEvent.IsTampering(number) && new Dice((ulong)number + 33_000_000_000).NextBelow(100) < percentage)
            {
                InvocationEvent.Append(text, number, Principals);
            }
            else
            {
                SyntheticEvent.Append(text, number);
            }
        };

    private static string Name(int number) => $"111122223333_CloudTrail_eu-central-1_20261101T0000Z_{number:D6}.json.gz";

    private static void Write(string path, int first, int last, Action<StringBuilder, int> append)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = new StringBuilder("{\"Records\":[");
        for (var number = first; number < last; number++)
        {
            text.Append(number == first ? "" : ",");
            append(text, number);
        }

        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(Encoding.UTF8.GetBytes(text.Append("]}").ToString()));
    }
}
