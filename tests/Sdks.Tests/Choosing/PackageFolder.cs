using System.IO.Compression;
using System.Text;

namespace Sdks.Tests.Choosing;

/// <summary>A folder of packages, which NuGet can use as a source.</summary>
/// <param name="path">The folder.</param>
internal sealed class PackageFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    /// <summary>Adds a package that has only a description.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="needs">The id of the package that it depends on; null for none.</param>
    public void Add(string id, string version, string? needs = null)
    {
        var dependency = needs is null ? "" : $"""<group targetFramework="net6.0"><dependency id="{needs}" version="1.0.0" /></group>""";
        using var package = ZipFile.Open(System.IO.Path.Combine(Path, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var description = package.CreateEntry($"{id}.nuspec").Open();
        description.Write(
            Encoding.UTF8.GetBytes(
                $"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                  <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>
                  <dependencies>{dependency}</dependencies>
                </metadata></package>
                """
            )
        );
    }

    /// <summary>Adds a file with the name of a package that is no package.</summary>
    public void AddDamaged(string id, string version) =>
        File.WriteAllText(System.IO.Path.Combine(Path, $"{id}.{version}.nupkg"), "no package");
}
