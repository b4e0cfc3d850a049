namespace BedrockDefense.Cli.Tests;

/// <summary>Libraries that few runs need do not make the others start later.</summary>
public sealed class LoadedLibrariesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("libraries-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("AWSSDK.S3.dll")]
    [InlineData("MaxMind.Db.dll")]
    public async Task A_hunt_in_files_works_without_what_only_other_hunts_need(string library)
    {
        var command = Path.Combine(_folder.FullName, "bedrock-defense.dll");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "bedrock-defense.dll"), command);
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "bedrock-defense.runtimeconfig.json"),
            Path.Combine(_folder.FullName, "bedrock-defense.runtimeconfig.json")
        );
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, library)), library);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(file => Path.GetFileName(file) != library))
        {
            if (Path.GetFileName(file) != Path.GetFileName(command))
            {
                File.CreateSymbolicLink(Path.Combine(_folder.FullName, Path.GetFileName(file)), file);
            }
        }

        var run = await CommandProcess.RunProgramAsync(
            Repository.Root,
            "dotnet",
            command,
            "hunt",
            Path.Combine(Repository.Root, "tests", "cases", "logs"),
            "--format",
            "jsonl"
        );

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.NotEmpty(run.Output);
    }
}
