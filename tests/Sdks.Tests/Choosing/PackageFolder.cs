using System.IO.Compression;
using System.Text;

namespace Sdks.Tests.Choosing;

/// <summary>A folder of packages, a source that NuGet can restore from.</summary>
/// <param name="path">The folder.</param>
internal sealed class PackageFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    /// <summary>Adds a package with no more than a description.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="needs">The id of the package it depends on; null for none.</param>
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

    /// <summary>Adds what is no package although it is called one.</summary>
    public void AddDamaged(string id, string version) =>
        File.WriteAllText(System.IO.Path.Combine(Path, $"{id}.{version}.nupkg"), "no package");
}
