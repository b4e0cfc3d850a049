namespace Pulumi;

/// <summary>Names a parameterized provider package. Under mocks it has no effect.</summary>
public sealed class RegisterPackageRequest
{
    /// <summary>Names a package.</summary>
    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums,
        PackageParameterization? parameterization
    )
        : this(name, version, downloadUrl, checksums, parameterization, extension: null) { }

    /// <summary>Names a package and an extension.</summary>
    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums = null,
        PackageParameterization? parameterization = null,
        PackageParameterization? extension = null
    )
    {
        Name = name;
        Version = version;
        DownloadUrl = downloadUrl ?? "";
        Checksums = checksums ?? [];
        Parameterization = parameterization;
        Extension = extension;
    }

    /// <summary>The package's name.</summary>
    public string Name { get; }

    /// <summary>The package's version.</summary>
    public string Version { get; }

    /// <summary>The URL from which to download the package.</summary>
    public string DownloadUrl { get; }

    /// <summary>Checksums by platform.</summary>
    public Dictionary<string, byte[]> Checksums { get; }

    /// <summary>The parameters.</summary>
    public PackageParameterization? Parameterization { get; }

    /// <summary>The extension's parameters.</summary>
    public PackageParameterization? Extension { get; }

    /// <summary>Parameters that turn one package into another.</summary>
    public sealed class PackageParameterization(string name, string version, byte[] value)
    {
        /// <summary>The resulting package's name.</summary>
        public string Name { get; } = name;

        /// <summary>The resulting package's version.</summary>
        public string Version { get; } = version;

        /// <summary>The parameter itself.</summary>
        public byte[] Value { get; } = value;
    }
}
