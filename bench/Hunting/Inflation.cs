using System.Globalization;
using System.IO.Compression;

namespace BedrockDefense.Bench.Hunting;

/// <summary>Measures the lower bound: it only inflates every file of a folder, with a thread for each core.</summary>
internal static class Inflation
{
    private const int Window = 256 * 1024;

    public static int Run(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        var (next, bytes) = (-1, 0L);
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        Console.WriteLine(bytes.ToString(CultureInfo.InvariantCulture));
        return 0;

        void Work()
        {
            var buffer = new byte[Window];
            var sum = 0L;
            for (var index = Interlocked.Increment(ref next); index < files.Length; index = Interlocked.Increment(ref next))
            {
                using var file = new FileStream(
                    files[index],
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read,
                    bufferSize: 0,
                    FileOptions.SequentialScan
                );
                using var inflated = new GZipStream(file, CompressionMode.Decompress);
                for (int read; (read = inflated.Read(buffer)) > 0; )
                {
                    sum += read;
                }
            }

            Interlocked.Add(ref bytes, sum);
        }
    }
}
