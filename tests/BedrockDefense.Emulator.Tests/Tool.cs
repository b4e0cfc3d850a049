using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// Programs that are no part of the build. Where one is absent the tests that need it are skipped, each with the line
/// that says how to get it; where <c>CI</c> is <c>true</c> they fail.
/// </summary>
internal static class Tool
{
    /// <summary>The path of a program; without it the test ends here.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="install">The command that installs it.</param>
    public static string Require(string program, string install) =>
        Require(program, install, Environment.GetEnvironmentVariable("PATH") ?? "", Environment.GetEnvironmentVariable("CI") == "true");

    /// <summary>The same in another environment.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="install">The command that installs it.</param>
    /// <param name="path">The folders to look in.</param>
    /// <param name="mustBeThere">Whether its absence is a failure.</param>
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
