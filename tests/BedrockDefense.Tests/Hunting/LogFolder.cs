using System.IO.Compression;
using System.Text;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Hunting;

/// <summary>A folder of log files for a test. It also runs hunts in this folder.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hunting-");

    public List<string> Files { get; } = [];

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Writes a file of these bytes.</summary>
    public string Add(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, content);
        Files.Add(path);
        return path;
    }

    public string Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a gzip file of these records, as CloudTrail delivers them.</summary>
    public string AddRecords(string name, IEnumerable<string> records) =>
        Add(name, Gzip($$"""{"Records":[{{string.Join(',', records)}}]}"""));

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>Hunts in all files.</summary>
    public (List<Finding> Findings, HuntReport Report) Hunt(HuntRules rules, HuntOptions? options = null)
    {
        var findings = new List<Finding>();
        using var hunter = new Hunter(rules);
        var report = hunter.Run(Files, options ?? new HuntOptions { Threads = 2 }, findings.Add);
        return (findings, report);
    }

    /// <summary>Hunts with one rule that has no placeholders.</summary>
    public (List<Finding> Findings, HuntReport Report) Hunt(string rule, HuntOptions? options = null) =>
        Hunt(new HuntRules([new Detection("rule", SigmaRule.Parse(rule, "rule.yml"))], []), options);
}
