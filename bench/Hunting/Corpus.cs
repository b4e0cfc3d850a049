using System.IO.Compression;
using System.Text;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// Writes the same synthetic events twice: A in files of 5,000 events, B in files of 50, gzipped as CloudTrail delivers them. An event
/// depends only on its number, so the corpora are the same on every machine and with any number of threads.
/// </summary>
internal static class Corpus
{
    private const int LargeFile = 5_000;
    private const int SmallFile = 50;
    private const int FilesInFolder = 1_000;

    public static int Generate(string folder, int events)
    {
        Parallel.For(
            0,
            (events + LargeFile - 1) / LargeFile,
            large =>
            {
                var first = large * LargeFile;
                var last = Math.Min(events, first + LargeFile);
                Write(Path.Combine(folder, "A", Name(large)), first, last);
                for (var start = first; start < last; start += SmallFile)
                {
                    var small = start / SmallFile;
                    Write(Path.Combine(folder, "B", $"{small / FilesInFolder:D3}", Name(small)), start, Math.Min(last, start + SmallFile));
                }
            }
        );
        return 0;
    }

    private static string Name(int number) => $"111122223333_CloudTrail_eu-central-1_20261101T0000Z_{number:D6}.json.gz";

    private static void Write(string path, int first, int last)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = new StringBuilder("{\"Records\":[");
        for (var number = first; number < last; number++)
        {
            text.Append(number == first ? "" : ",");
            SyntheticEvent.Append(text, number);
        }

        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(Encoding.UTF8.GetBytes(text.Append("]}").ToString()));
    }
}
