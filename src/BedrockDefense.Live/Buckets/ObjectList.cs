using BedrockDefense.Hunting;

namespace BedrockDefense.Live.Buckets;

/// <summary>The objects that a path in S3 stands for.</summary>
/// <param name="Objects">The objects, in ordinal order of their paths.</param>
/// <param name="Unlisted">The folders whose objects are not among them, because S3 did not list them.</param>
public sealed record ObjectList(IReadOnlyList<ListedObject> Objects, IReadOnlyList<FileFault> Unlisted)
{
    /// <summary>The number of folders that were not listed, because their names say that nothing in them is wanted.</summary>
    public int FoldersLeftOut { get; init; }

    /// <summary>The number of objects that are left out, because their names say that nothing in them is wanted.</summary>
    public int ObjectsLeftOut { get; init; }

    /// <summary>Whether nothing was left out, so that what is not among the objects is not there.</summary>
    public bool IsWhole => Unlisted.Count + FoldersLeftOut + ObjectsLeftOut == 0;

    /// <summary>The wanted accounts and Regions of which there is anything, of whatever time.</summary>
    public IReadOnlySet<string> AccountsAndRegions { get; init; } = new HashSet<string>();
}
