
namespace BedrockDefense.Tests.Sigma;

/// <summary>Files the tests read: cases lie beside the test assembly, detections are embedded in the library.</summary>
internal static class Repository
{
    public static string Case(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", path));

    public static string Policy(string path)
    {
        using var stream =
            typeof(InvalidInputException).Assembly.GetManifestResourceStream($"policies/{path}")
            ?? throw new FileNotFoundException($"policies/{path} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Policies(string folder) =>
        typeof(InvalidInputException)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"policies/{folder}/", StringComparison.Ordinal))
            .Select(name => name["policies/".Length..]);
}
