namespace BedrockDefense.Policies;

/// <summary>
/// The documents of <c>policies/</c>. They are embedded in this assembly, so a deployed tool carries its own catalog.
/// </summary>
public static class PolicyFiles
{
    /// <summary>The paths of the documents under <c>policies/</c>.</summary>
    public static IEnumerable<string> Paths => typeof(PolicyFiles).Assembly.GetManifestResourceNames();

    /// <summary>Opens a document by its path; returns null when there is none.</summary>
    public static Stream? Open(string path) => typeof(PolicyFiles).Assembly.GetManifestResourceStream(path);
}
