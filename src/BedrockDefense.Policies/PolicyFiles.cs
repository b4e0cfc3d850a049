namespace BedrockDefense.Policies;

/// <summary>The documents of <c>policies/</c>, embedded in this assembly so that a deployed tool carries its own catalog.</summary>
public static class PolicyFiles
{
    /// <summary>Their paths under <c>policies/</c>.</summary>
    public static IEnumerable<string> Paths => typeof(PolicyFiles).Assembly.GetManifestResourceNames();

    /// <summary>Opens one by its path; null when there is none.</summary>
    public static Stream? Open(string path) => typeof(PolicyFiles).Assembly.GetManifestResourceStream(path);
}
