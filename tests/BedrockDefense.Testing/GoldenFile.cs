namespace BedrockDefense.Testing;

/// <summary>
/// Files of <c>tests/golden</c> that hold what an output must be, to the letter. With <c>ACCEPT_GOLDEN=1</c> in the
/// environment a test writes its file instead of comparing; the change then shows in the diff.
/// </summary>
public static class GoldenFile
{
    public static void Holds(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "golden", name);
        var text = Lines(actual);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"there is no tests/golden/{name}; ACCEPT_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>The text of a golden file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", name));

    // Tables pad their lines to the console's width, which is no part of what they say.
    private static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd(' '))) + "\n";
}
