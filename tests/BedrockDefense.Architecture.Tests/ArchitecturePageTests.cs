using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BedrockDefense.Architecture.Tests;

/// <summary>ARCHITECTURE.md describes the projects and folders correctly.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"));

    [Fact]
    public void Every_folder_that_a_diagram_names_is_there() =>
        Assert.All(
            Node().Matches(Page).Select(node => node.Groups["label"].Value),
            folder => Assert.True(Directory.Exists(Path.Combine(Repository.Root, folder)), folder)
        );

    [Fact]
    public void An_arrow_between_projects_is_a_reference()
    {
        var diagram = Section("Projects");
        var folders = Node().Matches(diagram).ToDictionary(node => node.Groups["id"].Value, node => node.Groups["label"].Value);
        var arrows = Arrow()
            .Matches(diagram)
            .Select(arrow => (From: folders[arrow.Groups["from"].Value], To: folders[arrow.Groups["to"].Value]))
            .ToList();

        Assert.NotEmpty(arrows);
        Assert.All(arrows, arrow => Assert.Contains(arrow.To, References(arrow.From)));
    }

    [Theory]
    [InlineData("Inside the library", "src/BedrockDefense")]
    [InlineData("Inside the program", "infra")]
    public void A_table_has_every_folder_of_its_project_and_no_other(string section, string project) =>
        Assert.Equal(
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, project))
                .Select(folder => Path.GetFileName(folder))
                .Where(folder => folder is not ("bin" or "obj"))
                .Order(StringComparer.Ordinal),
            Row()
                .Matches(Section(section))
                .SelectMany(row => Folder().Matches(row.Groups["folders"].Value))
                .Select(folder => folder.Groups["name"].Value)
                .Order(StringComparer.Ordinal)
        );

    private static string Section(string title)
    {
        var start = Page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static IEnumerable<string> References(string folder) =>
        from project in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj")
        from reference in XDocument.Load(project).Descendants("ProjectReference")
        let path = Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)
        select Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(path))!);

    [GeneratedRegex(@"\b(?<id>\w+)\[""(?<label>[\w./-]+)""\]")]
    private static partial Regex Node();

    [GeneratedRegex(@"^ +(?<from>\w+)(?:\[[^\]]*\])? --> (?<to>\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\| (?<folders>`[^|]+`) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Folder();
}
