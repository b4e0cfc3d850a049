using System.Collections.Concurrent;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Live.Buckets;

/// <summary>
/// Finds the objects that a path in S3 stands for. Where the names of folders tell which of them are wanted, it lists only those, many
/// at once.
/// </summary>
/// <param name="store">Lists the objects.</param>
/// <param name="scope">The accounts, Regions and days whose files are wanted.</param>
public sealed class ObjectLister(ObjectStore store, LogScope scope)
{
    private const int MostAtOnce = 16;

    /// <summary>
    /// Lists the objects. A path without wildcards stands for the object of that key and for all in the folder of that name, at any
    /// depth.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellation">Ends the listing early.</param>
    /// <exception cref="InvalidInputException">There is no such bucket, or nothing that the path stands for.</exception>
    public async Task<ObjectList> ListAsync(BucketPath path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        var found = new FoundObjects(path.Bucket, scope);
        var (root, pattern) = RootOf(path.Key);
        var mayBeObject = pattern is null && path.Key.Length > 0 && !path.Key.EndsWith('/');
        var isListed = !mayBeObject || await TryAddObjectAsync(path, found, cancellation).ConfigureAwait(false);
        ConcurrentBag<string> folders = isListed ? [root] : [];
        while (!folders.IsEmpty)
        {
            var next = new ConcurrentBag<string>();
            await Parallel
                .ForEachAsync(
                    folders,
                    new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
                    async (folder, end) => await AddFolderAsync(folder, pattern, found, next, end).ConfigureAwait(false)
                )
                .ConfigureAwait(false);
            folders = next;
        }

        return found.ToList(path);
    }

    // The wildcards of a pattern begin in the folder that is listed.
    private static (string Root, PathPattern? Pattern) RootOf(string key)
    {
        if (!PathPattern.IsOne(key))
        {
            return (key.Length == 0 || key.EndsWith('/') ? key : $"{key}/", null);
        }

        var plain = key[..key.AsSpan().IndexOfAny('*', '?')];
        return (plain[..(plain.LastIndexOf('/') + 1)], new PathPattern(key.Split('/')));
    }

    // Of the keys that begin with this one, it is the first.
    private async Task<bool> TryAddObjectAsync(BucketPath path, FoundObjects found, CancellationToken cancellation)
    {
        try
        {
            var page = await store.ListAsync(path, inFolders: false, token: null, cancellation, most: 1).ConfigureAwait(false);
            if (page.Objects is [var (key, bytes, stamp)] && key == path.Key)
            {
                found.Add(key, bytes, stamp);
            }

            return true;
        }
        catch (ObjectException exception)
        {
            found.Fail(path.Key, exception);
            return false;
        }
    }

    private async Task AddFolderAsync(
        string folder,
        PathPattern? pattern,
        FoundObjects found,
        ConcurrentBag<string> next,
        CancellationToken cancellation
    )
    {
        string[] names = folder.Length == 0 ? [] : folder[..^1].Split('/');
        if (pattern?.MayMatchBelow(names) == false)
        {
            return;
        }

        var share = scope.ShareOf(names);
        if (share == FolderShare.None)
        {
            found.LeaveOutFolder();
            return;
        }

        found.See(LogScope.AccountOrRegionOf(names));
        var inFolders = share == FolderShare.Part || pattern?.ChoosesBelow(names.Length) == true;
        try
        {
            string? token = null;
            do
            {
                var page = await store
                    .ListAsync(new BucketPath(found.Bucket, folder), inFolders, token, cancellation)
                    .ConfigureAwait(false);
                foreach (var (key, bytes, stamp) in page.Objects)
                {
                    if (pattern?.Matches(key.Split('/')) != false)
                    {
                        found.Add(key, bytes, stamp);
                    }
                }

                foreach (var below in page.Folders)
                {
                    next.Add(below);
                }

                token = page.Next;
            } while (token is not null);
        }
        catch (ObjectException exception)
        {
            found.Fail(folder, exception);
        }
    }
}
