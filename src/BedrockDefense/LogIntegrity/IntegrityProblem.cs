namespace BedrockDefense.LogIntegrity;

/// <summary>What is wrong with a file of an archive, or was not checked.</summary>
public enum IntegrityProblem
{
    /// <summary>The file does not hold what a digest says, or it is damaged.</summary>
    Altered,

    /// <summary>A digest names the file, and it is not in the archive.</summary>
    Missing,

    /// <summary>The file lies in a time that digests cover, and no digest names it.</summary>
    Unnamed,

    /// <summary>The file lies under another name, or in the folder of another account, Region or day, than its own.</summary>
    Misplaced,

    /// <summary>A digest contradicts another digest of its chain.</summary>
    Broken,

    /// <summary>A signature is not that of the digest.</summary>
    BadSignature,

    /// <summary>The file, or the time, was not checked. Nothing is known to be wrong with it.</summary>
    NotChecked,
}
