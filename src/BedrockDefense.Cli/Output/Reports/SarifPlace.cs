using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>The locations of a SARIF log.</summary>
internal static class SarifPlace
{
    /// <summary>The name of the folder that relative addresses begin at. GitHub takes it for the root of the repository.</summary>
    public const string Root = "%SRCROOT%";

    /// <summary>Returns the location of a result; null when it has none.</summary>
    public static JsonObject? Of(CheckResult result)
    {
        var location = new JsonObject();
        if (result.Place is { } place)
        {
            var physical = new JsonObject { ["artifactLocation"] = Address(place.File) };
            if (place.Line is > 0)
            {
                physical["region"] = place.Column is > 0
                    ? new JsonObject { ["startLine"] = place.Line, ["startColumn"] = place.Column }
                    : new JsonObject { ["startLine"] = place.Line };
            }

            location["physicalLocation"] = physical;
        }

        if (result.Subject is { } subject)
        {
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = VisibleText.Of(subject) });
        }

        return location.Count == 0 ? null : location;
    }

    // Where the folder lies says something about the machine, so it is not written.
    private static JsonObject Address(string file)
    {
        var path = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return
            Path.IsPathRooted(relative)
            || relative == ".."
            || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? new JsonObject { ["uri"] = $"file://{(path.StartsWith('/') ? "" : "/")}{Escape(path)}" }
            : new JsonObject { ["uri"] = Escape(relative), ["uriBaseId"] = Root };
    }

    private static string Escape(string path) => string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
