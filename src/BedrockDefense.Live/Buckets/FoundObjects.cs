using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Live.Buckets;

/// <summary>Collects what several threads list of a bucket.</summary>
/// <param name="bucket">The bucket's name.</param>
/// <param name="scope">The accounts and Regions whose files are wanted.</param>
internal sealed class FoundObjects(string bucket, LogScope scope)
{
    private readonly Lock _lock = new();
    private readonly List<ListedObject> _objects = [];
    private readonly List<FileFault> _unlisted = [];
    private readonly HashSet<string> _accountsAndRegions = new(StringComparer.Ordinal);
    private int _objectsLeftOut;
    private int _foldersLeftOut;

    /// <summary>The bucket's name.</summary>
    public string Bucket { get; } = bucket;

    /// <summary>Adds an object, unless its name says that it is not wanted.</summary>
    /// <param name="key">The whole key.</param>
    /// <param name="bytes">The number of bytes, as stored.</param>
    /// <param name="stamp">See <see cref="ObjectStamp"/>.</param>
    public void Add(string key, long bytes, string? stamp)
    {
        var path = new BucketPath(Bucket, key).ToString();
        var name = DeliveredName.Parse(path);
        lock (_lock)
        {
            if (name is null || (scope.IsOfPlace(name) && scope.Window.CanHoldEvents(name)))
            {
                _objects.Add(new ListedObject(path, bytes, stamp));
                return;
            }

            _objectsLeftOut++;
            if (scope.IsOfPlace(name))
            {
                _accountsAndRegions.UnionWith([name.Account, name.Region]);
            }
        }
    }

    /// <summary>Notes that a folder is not listed, because nothing in it is wanted.</summary>
    public void LeaveOutFolder() => Interlocked.Increment(ref _foldersLeftOut);

    /// <summary>Notes an account or Region that has a folder.</summary>
    public void See(string? accountOrRegion)
    {
        if (accountOrRegion is not null)
        {
            lock (_lock)
            {
                _accountsAndRegions.Add(accountOrRegion);
            }
        }
    }

    /// <summary>Notes that a folder cannot be listed.</summary>
    /// <exception cref="InvalidInputException">There is no such bucket.</exception>
    public void Fail(string key, ObjectException exception)
    {
        if (exception.IsOfUnknownBucket)
        {
            throw new InvalidInputException(exception.Message);
        }

        lock (_lock)
        {
            _unlisted.Add(new FileFault(new BucketPath(Bucket, key).ToString(), $"cannot be listed: {exception.Message}", null));
        }
    }

    /// <summary>Returns what was found.</summary>
    /// <param name="path">The path that was looked for.</param>
    /// <exception cref="InvalidInputException">There is nothing that the path stands for.</exception>
    public ObjectList ToList(BucketPath path)
    {
        if (_objects.Count + _unlisted.Count + _objectsLeftOut + _foldersLeftOut == 0)
        {
            throw new InvalidInputException(
                $"{VisibleText.Quote(path.ToString())} stands for no object; write a bucket, a folder, a whole key, or a pattern such as "
                    + "s3://BUCKET/AWSLogs/**/2026/**"
            );
        }

        _objects.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        _unlisted.Sort((one, other) => string.CompareOrdinal(one.File, other.File));
        return new ObjectList(_objects, _unlisted)
        {
            FoldersLeftOut = _foldersLeftOut,
            ObjectsLeftOut = _objectsLeftOut,
            AccountsAndRegions = _accountsAndRegions,
        };
    }
}
