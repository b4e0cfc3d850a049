using BedrockDefense.Cli.Output;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;
using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The objects in S3 that the paths of a verb stand for.</summary>
internal sealed class BucketFiles : ISourceList, IDisposable
{
    private readonly ObjectStore _store;
    private readonly Dictionary<string, ListedObject> _objects = new(StringComparer.Ordinal);
    private readonly List<BucketPath> _listedWhole = [];
    private readonly HashSet<string> _accountsAndRegions = new(StringComparer.Ordinal);

    private BucketFiles(ObjectStore store) => _store = store;

    /// <summary>The number of folders that were not listed, because their names say that nothing in them is wanted.</summary>
    public int FoldersLeftOut { get; private set; }

    /// <summary>The number of objects that were left out by their names.</summary>
    public int ObjectsLeftOut { get; private set; }

    /// <summary>The wanted accounts and Regions of which there is anything, of whatever time.</summary>
    public IReadOnlySet<string> AccountsAndRegions => _accountsAndRegions;

    /// <summary>Whether a path is meant as one in S3, be it in a valid form or not.</summary>
    public static bool AreMeant(string path) => BucketPath.IsMeant(path) && !Path.Exists(path);

    /// <summary>Checks the form of the paths, and prepares to read what they stand for.</summary>
    public static BucketFiles Create(IEnumerable<string> paths, BucketOptions options, List<Fault> faults)
    {
        foreach (var path in paths)
        {
            try
            {
                BucketPath.Parse(path);
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        return new BucketFiles(new ObjectStore(options.Endpoint(faults), options.RequestPayer, TimeProvider.System));
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    /// <summary>Finds the objects of a path.</summary>
    public IReadOnlyList<string> Find(string path, LogScope scope, List<Fault> faults, List<FileFault> unlisted)
    {
        try
        {
            var list = Progress
                .WhileAsync(
                    $"Listing {VisibleText.Of(path)}",
                    _ => new ObjectLister(_store, scope).ListAsync(BucketPath.Parse(path), CancellationToken.None)
                )
                .GetAwaiter()
                .GetResult();
            unlisted.AddRange(list.Unlisted);
            _accountsAndRegions.UnionWith(list.AccountsAndRegions);
            FoldersLeftOut += list.FoldersLeftOut;
            ObjectsLeftOut += list.ObjectsLeftOut;
            foreach (var one in list.Objects)
            {
                _objects[one.Path] = one;
            }

            if (list.IsWhole)
            {
                _listedWhole.Add(BucketPath.Parse(path));
            }

            return [.. list.Objects.Select(one => one.Path)];
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return [];
        }
    }

    /// <summary>Opens an object; returns null when the path is another's.</summary>
    public OpenedSource? Open(string path, CancellationToken cancellation) =>
        _objects.ContainsKey(path) ? _store.Open(BucketPath.Parse(path), cancellation) : null;

    /// <summary>Returns the number of bytes of an object; null when the path is another's.</summary>
    public long? StoredBytes(string path) => _objects.GetValueOrDefault(path)?.Bytes;

    /// <inheritdoc/>
    ListedSource? ISourceList.Find(string path) =>
        _objects.TryGetValue(path, out var one) ? new ListedSource(_store.NameOf(path), one.Stamp) : null;

    /// <inheritdoc/>
    bool ISourceList.IsGone(string name)
    {
        var before = _store.NameOf("");
        return name.StartsWith(before, StringComparison.Ordinal)
            && name[before.Length..] is var path
            && !_objects.ContainsKey(path)
            && _listedWhole.Exists(listed => listed.Covers(path));
    }
}
