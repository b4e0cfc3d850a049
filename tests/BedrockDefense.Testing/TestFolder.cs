using System.Text;

namespace BedrockDefense.Testing;

/// <summary>A temporary folder for the files of a test.</summary>
/// <param name="prefix">The beginning of its name.</param>
public sealed class TestFolder(string prefix) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(prefix);

    /// <summary>The path of the folder.</summary>
    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Writes a file, and makes the folders around it; returns its path.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a file with a text in UTF-8.</summary>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));
}
