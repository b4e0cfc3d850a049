using System.Collections.Concurrent;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>
/// Remembers, for each file of an archive, which principals, keys, addresses, event names, accounts and Regions occur in it and when.
/// Files without what a question asks for need not be read again. A file is read whenever it may hold something, has changed, or could
/// not be read without a fault. Files of this machine are known by their whole path, others by <see cref="ListedSource.Name"/>.
/// </summary>
public sealed class ArchiveIndex
{
    private readonly ConcurrentDictionary<string, IndexedFile> _files;
    private readonly string _path;

    // Some questions go through the archive twice.
    private readonly ConcurrentDictionary<string, bool> _wasRead = new(StringComparer.Ordinal);
    private int _isChanged;

    private ArchiveIndex(string path, ConcurrentDictionary<string, IndexedFile> files, string? remark) =>
        (_path, _files, Remark) = (path, files, remark);

    /// <summary>The name of the file in the folder of the index.</summary>
    public const string FileName = "archive.index";

    /// <summary>What is wrong with an index that was there before and cannot be used; null when nothing is.</summary>
    public string? Remark { get; }

    /// <summary>The number of files that were not read, because the index shows that they hold nothing that was asked for.</summary>
    public int UnreadFiles => _wasRead.Values.Count(wasRead => !wasRead);

    /// <summary>Opens the index in a folder. Without one an index is begun, and so it is when the one there is damaged.</summary>
    /// <param name="folder">The folder, which is made if it does not exist.</param>
    /// <exception cref="InvalidInputException">The folder cannot be made, read or written.</exception>
    public static ArchiveIndex Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            _ = Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FileName);
            var (files, remark) = File.Exists(path) ? IndexFile.Read(path) : ([], null);
            // The folder must be writable, and the user should know before an hour of reading.
            using (new FileStream(path + ".new", IndexFile.PrivateFile)) { }
            File.Delete(path + ".new");
            return new ArchiveIndex(path, files, remark);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException([
                new Fault(
                    $"--index {VisibleText.Quote(folder)}: {FileReason.Of(exception, folder)}; name a folder that can be made or written"
                ),
            ]);
        }
    }

    /// <summary>Writes the index, if it has changed. An index that is there is replaced only by a whole one.</summary>
    /// <param name="listed">What was listed besides files of this machine; null for nothing. What was not listed is kept.</param>
    /// <exception cref="IOException">The index cannot be written.</exception>
    public void Save(ISourceList? listed = null)
    {
        if (_isChanged != 0)
        {
            IndexFile.Write(_path, _files.Where(file => IsKept(file.Key, listed)));
        }
    }

    /// <summary>Returns what is known of a file, if the file is still as it was.</summary>
    internal IndexedFile? Find(string name, string stamp) => _files.TryGetValue(name, out var known) && known.Stamp == stamp ? known : null;

    /// <summary>Remembers a file; null forgets what was known of it.</summary>
    internal void Set(string name, IndexedFile? known)
    {
        if (known is not null)
        {
            _files[name] = known;
        }
        else if (!_files.TryRemove(name, out _))
        {
            return;
        }

        _ = Interlocked.Exchange(ref _isChanged, 1);
    }

    /// <summary>Notes whether a file that the index knows had to be read all the same.</summary>
    internal void Note(string name, bool isRead) => _wasRead.AddOrUpdate(name, isRead, (_, wasRead) => wasRead || isRead);

    private static bool IsKept(string name, ISourceList? listed) =>
        Path.IsPathFullyQualified(name) ? File.Exists(name) : listed?.IsGone(name) != true;
}
