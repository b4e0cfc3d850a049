namespace BedrockDefense.Hunting;

/// <summary>The sources of an archive that were listed, and are no files of this machine.</summary>
public interface ISourceList
{
    /// <summary>Returns what was listed of a source; null when the path is that of a file.</summary>
    ListedSource? Find(string path);

    /// <summary>Returns whether a source of this name would have been listed if it were still there. A true answer is certain.</summary>
    bool IsGone(string name);
}
