namespace BedrockDefense.Testing;

/// <summary>
/// Compares outputs with files of <c>tests/golden</c>, which must be exactly equal. With <c>ACCEPT_GOLDEN=1</c> in the environment a test
/// writes its file instead of comparing. The change then shows in the diff.
/// </summary>
public static class GoldenFile
{
    public static void Holds(string name, string actual) => HoldsAt($"tests/golden/{name}", actual);

    /// <summary>Compares a generated file elsewhere in the repository, or writes it.</summary>
    public static void HoldsAt(string file, string actual)
    {
        var path = Path.Combine(Repository.Root, file);
        var text = Lines(actual);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"there is no {file}; ACCEPT_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>Reads a golden file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", name));

    // Tables pad their lines to the console's width. The padding is removed, because it means nothing.
    private static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd(' '))) + "\n";
}
