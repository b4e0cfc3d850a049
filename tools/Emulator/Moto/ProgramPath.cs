namespace BedrockDefense.Emulator.Moto;

/// <summary>Finds programs that are no part of the build.</summary>
internal static class ProgramPath
{
    /// <summary>The path of a program; null when it is in none of the folders.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="path">The folders to look in, as <c>PATH</c> lists them.</param>
    public static string? Find(string program, string path)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.cmd"] : [program];
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
