using System.Diagnostics;

namespace Sdks.Tests.Choosing;

/// <summary>What of a checkout decides which packages it builds with, in a folder of its own with its own package cache.</summary>
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
    public static string Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The versions that this checkout asks for, by package.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } =
        System
            .Xml.Linq.XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    /// <summary>The only source of packages, unless <see cref="Source"/> is another.</summary>
    public PackageFolder Packages { get; }

    /// <summary>Where NuGet looks.</summary>
    public string Source { get; set; }

    /// <summary>Whether NuGet passes over a source that does not answer.</summary>
    public bool IgnoresSilentSources { get; set; }

    /// <summary>Whether warnings are errors, as in <c>.ci/run</c>.</summary>
    public bool TreatsWarningsAsErrors { get; set; }

    /// <summary>The choice that is kept; null for none.</summary>
    public string? KeptChoice
    {
        get => File.Exists(Props) ? File.ReadAllText(Props).Split("<PulumiSdk>")[1].Split('<')[0] : null;
        set => File.WriteAllText(Props, $"<Project><PropertyGroup><PulumiSdk>{value}</PulumiSdk></PropertyGroup></Project>");
    }

    private string Props => Path.Combine(_folder.FullName, "pulumi-sdk.props");

    /// <summary>Lets NuGet look where its own configuration says.</summary>
    /// <param name="configuration">The text of <c>nuget.config</c>; its paths start at the checkout.</param>
    public void Configure(string configuration)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "nuget.config"), configuration);
        Source = "";
    }

    /// <summary>Chooses.</summary>
    /// <param name="asked">What <c>PULUMI_SDK</c> says; empty for nothing.</param>
    public async Task<(int ExitCode, string Output, string Errors)> ChooseAsync(string asked = "")
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder.FullName, "sdks/choose"), asked])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // MSBuild takes these as properties of the restore. A cache of its own keeps made-up packages out of everybody's.
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

    private static string Above(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")) ? folder.FullName : Above(folder.Parent!);
}
