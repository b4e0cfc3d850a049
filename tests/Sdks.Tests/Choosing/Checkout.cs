using System.Diagnostics;

namespace Sdks.Tests.Choosing;

/// <summary>
/// The files of a checkout that decide which packages it builds with. They are in a separate folder with a separate package cache.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private static readonly string[] Parts =
    [
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        "sdks/choose",
        "sdks/probe/probe.csproj",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkout-");

    public Checkout()
    {
        foreach (var part in Parts)
        {
            var copy = Path.Combine(_folder.FullName, part);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Root, part), copy);
        }

        Packages = new PackageFolder(Path.Combine(_folder.FullName, "packages"));
        Source = Packages.Path;
    }

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = RootAbove(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The versions that this checkout asks for, by package.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } =
        System
            .Xml.Linq.XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    /// <summary>The only source of packages, unless <see cref="Source"/> is another.</summary>
    public PackageFolder Packages { get; }

    /// <summary>The source in which NuGet looks for packages.</summary>
    public string Source { get; set; }

    /// <summary>Whether NuGet ignores a source that does not answer.</summary>
    public bool IgnoresSilentSources { get; set; }

    /// <summary>Whether warnings are errors, as in <c>.ci/run</c>.</summary>
    public bool TreatsWarningsAsErrors { get; set; }

    /// <summary>The choice that was saved; null for none.</summary>
    public string? KeptChoice
    {
        get => File.Exists(Props) ? File.ReadAllText(Props).Split("<PulumiSdk>")[1].Split('<')[0] : null;
        set => File.WriteAllText(Props, $"<Project><PropertyGroup><PulumiSdk>{value}</PulumiSdk></PropertyGroup></Project>");
    }

    private string Props => Path.Combine(_folder.FullName, "pulumi-sdk.props");

    /// <summary>Lets NuGet use the sources of its own configuration.</summary>
    /// <param name="configuration">The text of <c>nuget.config</c>; its paths start at the checkout.</param>
    public void Configure(string configuration)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "nuget.config"), configuration);
        Source = "";
    }

    /// <summary>Runs the choice of packages.</summary>
    /// <param name="asked">The value of <c>PULUMI_SDK</c>; empty for none.</param>
    public async Task<(int ExitCode, string Output, string Errors)> ChooseAsync(string asked = "")
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder.FullName, "sdks/choose"), asked])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // MSBuild reads these variables as properties of the restore. A separate cache keeps the made-up packages out of the user's cache.
        start.Environment["RestoreSources"] = Source;
        start.Environment["RestoreIgnoreFailedSources"] = IgnoresSilentSources ? "true" : "";
        start.Environment["TreatWarningsAsErrors"] = TreatsWarningsAsErrors ? "true" : "";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache");
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string RootAbove(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")) ? folder.FullName : RootAbove(folder.Parent!);
}
