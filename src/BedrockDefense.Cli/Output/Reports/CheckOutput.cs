namespace BedrockDefense.Cli.Output.Reports;

/// <summary>Writes reports to standard output in the formats that other programs gather.</summary>
internal static class CheckOutput
{
    /// <summary>The name of the format of JUnit.</summary>
    public const string JUnit = "junit";

    /// <summary>The name of the format of SARIF.</summary>
    public const string Sarif = "sarif";

    /// <summary>Whether this is one of the formats that are written here.</summary>
    public static bool Knows(string format) => format is JUnit or Sarif;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format"><see cref="JUnit"/> or <see cref="Sarif"/>.</param>
    public static void Write(CheckReport report, string format)
    {
        using var output = new BufferedOutput(Console.Out);
        output.WriteLine(format == Sarif ? SarifLog.Of(report) : $"{JUnitReport.Of(report)}");
    }

    /// <summary>Writes that a verb did not run, if the format is one of these. An empty file would look like nothing found.</summary>
    public static void WriteNotRun(string verb, string format, int exitCode, params IEnumerable<string> reasons)
    {
        if (Knows(format))
        {
            Write(new CheckReport(verb, [], exitCode) { NotRun = [.. reasons] }, format);
        }
    }

    /// <summary>Runs a verb. When the input cannot be used, that is written in the format as well.</summary>
    /// <exception cref="InvalidInputException">The input cannot be used.</exception>
    public static async Task<int> GuardAsync(string verb, string format, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            WriteNotRun(verb, format, ExitCode.InvalidInput, exception.Faults.Select(fault => $"{fault}"));
            throw;
        }
    }
}
