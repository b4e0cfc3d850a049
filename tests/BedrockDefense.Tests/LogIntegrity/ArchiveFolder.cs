using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Tests.LogIntegrity;

/// <summary>A folder that holds an archive. Only the files that differ from those before are written.</summary>
internal sealed class ArchiveFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("log-integrity-");
    private readonly Dictionary<string, byte[]> _written = [];

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Makes the folder hold these files and no others.</summary>
    public void Hold(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var key in _written.Keys.Where(key => !files.ContainsKey(key)).ToList())
        {
            File.Delete(Path.Combine(Root, key));
            _written.Remove(key);
        }

        foreach (var (key, bytes) in files)
        {
            if (!_written.TryGetValue(key, out var written) || written != bytes)
            {
                var path = Path.Combine(Root, key);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, bytes);
                _written[key] = bytes;
            }
        }
    }

    /// <summary>Checks the files of the folder.</summary>
    public IntegrityReport Check(PublicKeys? keys = null, bool isMetadataLost = false) =>
        LogFileValidation.Run(
            [
                .. _written
                    .Keys.Where(key => !isMetadataLost || !key.EndsWith(TrailArchive.MetadataEnd, StringComparison.Ordinal))
                    .Select(key => Path.Combine(Root, key))
                    .Order(StringComparer.Ordinal),
            ],
            keys,
            ArchiveAccess.OfFiles,
            progress: null,
            CancellationToken.None
        );
}
