using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// Finds programs that the build does not provide. Where one is missing, the tests that need it are skipped, with the line that says how to
/// get it. Where <c>CI</c> is <c>true</c>, they fail.
/// </summary>
internal static class Tool
{
    /// <summary>Finds the path of a program. Without the program the test ends here.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="install">The command that installs it.</param>
    public static string Require(string program, string install) =>
        Require(program, install, Environment.GetEnvironmentVariable("PATH") ?? "", Environment.GetEnvironmentVariable("CI") == "true");

    /// <summary>Finds the path of a program in a given environment.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="install">The command that installs it.</param>
    /// <param name="path">The folders to look in.</param>
    /// <param name="mustBeThere">Whether a missing program is a failure.</param>
    public static string Require(string program, string install, string path, bool mustBeThere)
    {
        if (ProgramPath.Find(program, path) is { } found)
        {
            return found;
        }

        var line = $"{program} is not on PATH; get it with: {install}";
        if (mustBeThere)
        {
            Assert.Fail(line);
        }

        Assert.Skip(line);
        return line;
    }
}
