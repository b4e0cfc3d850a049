namespace BedrockDefense.Emulator.Moto;

/// <summary>Finds programs that the build does not provide.</summary>
internal static class ProgramPath
{
    /// <summary>Finds the path of a program; null when the program is in none of the folders.</summary>
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
