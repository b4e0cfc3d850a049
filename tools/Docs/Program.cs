using BedrockDefense.Docs;

// Writes the generated pages again. The tests report a page that differs from what this program would write.
var folder = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")))
{
    folder = folder.Parent!;
}

foreach (var page in Page.All(folder.FullName))
{
    File.WriteAllText(Path.Combine(folder.FullName, page.Path), page.Text);
    Console.WriteLine(page.Path);
}
