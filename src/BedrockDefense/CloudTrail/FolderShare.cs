namespace BedrockDefense.CloudTrail;

/// <summary>How much of what lies in a folder is in a scope.</summary>
public enum FolderShare
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Perhaps a part. The names of the folders in it tell which.</summary>
    Part,

    /// <summary>All of it, or nothing in the folder tells which part.</summary>
    All,
}
