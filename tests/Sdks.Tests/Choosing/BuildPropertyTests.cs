using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Sdks.Tests.Choosing;

/// <summary>
/// Tests the build properties of the project that <c>pulumi up</c> builds, with the real packages and without <c>make</c>. A new advisory
/// or a newer analyzer must not stop a deployment.
/// </summary>
public sealed class BuildPropertyTests
{
    // The version that fixes the advisories GHSA-g94r-2vxg-569j and GHSA-4625-4j76-fww9.
    private static readonly Version FixedVersion = new(1, 15, 3);

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    public async Task Advisories_stay_warnings_also_where_warnings_are_errors(string warningsAreErrors)
    {
        var evaluated = await EvaluateAsync(warningsAreErrors);
        var spared = Property(evaluated, "WarningsNotAsErrors").Split(';');

        Assert.Superset(new HashSet<string> { "NU1901", "NU1902", "NU1903", "NU1904" }, spared.ToHashSet());
        Assert.DoesNotContain("NU190", Property(evaluated, "NoWarn"), StringComparison.Ordinal);
        Assert.NotEqual("false", Property(evaluated, "NuGetAudit"));
    }

    [Fact]
    public async Task Warnings_are_errors_only_where_somebody_asks()
    {
        Assert.NotEqual("true", Property(await EvaluateAsync(""), "TreatWarningsAsErrors"));
        Assert.Equal("true", Property(await EvaluateAsync("true"), "TreatWarningsAsErrors"));
    }

    [Fact]
    public async Task The_packages_with_known_advisories_are_pinned_to_mended_versions()
    {
        var evaluated = await EvaluateAsync("");
        var pinned = evaluated["Items"]!["PackageVersion"]!
            .AsArray()
            .ToDictionary(item => item!["Identity"]!.GetValue<string>(), item => item!["Version"]!.GetValue<string>());

        Assert.Equal("true", Property(evaluated, "CentralPackageTransitivePinningEnabled"));
        Assert.All(
            ["OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
            package => Assert.True(Version.Parse(pinned[package]) >= FixedVersion, package)
        );
    }

    private static string Property(JsonNode evaluated, string name) => evaluated["Properties"]![name]!.GetValue<string>();

    private static async Task<JsonNode> EvaluateAsync(string warningsAreErrors)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                Path.Combine(Checkout.Root, "infra", "BedrockDefense.Infra.csproj"),
                "-nologo",
                "-property:PulumiSdk=nuget",
                "-getItem:PackageVersion",
                "-getProperty:WarningsNotAsErrors,TreatWarningsAsErrors,NoWarn,NuGetAudit,CentralPackageTransitivePinningEnabled",
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["TreatWarningsAsErrors"] = warningsAreErrors;
        using var msbuild = Process.Start(start)!;
        var output = await msbuild.StandardOutput.ReadToEndAsync();
        await msbuild.WaitForExitAsync();
        return JsonNode.Parse(output)!;
    }
}
