using System.Text.Json;
using System.Text.Json.Serialization;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>Writes what was found out about the files of an archive.</summary>
internal static class IntegrityOutput
{
    /// <summary>All formats; the first is the default.</summary>
    public static readonly string[] Formats = ["table", "json", CheckOutput.JUnit, CheckOutput.Sarif];

    // The framework's escapes keep the answer in ASCII, whatever the names of files hold.
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static void Write(IntegrityReport report, string format, int exitCode)
    {
        if (CheckOutput.Knows(format))
        {
            CheckOutput.Write(IntegrityChecks.Of(report, exitCode), format);
            return;
        }

        using var output = new BufferedOutput(Console.Out);
        if (format == "json")
        {
            output.WriteLine(JsonSerializer.Serialize(report, Json));
        }
        else
        {
            IntegrityTable.Write(report, output);
        }
    }

    /// <summary>Returns the name of a problem as people read it.</summary>
    public static string Name(IntegrityProblem problem) =>
        problem switch
        {
            IntegrityProblem.NotChecked => "NOT CHECKED",
            IntegrityProblem.BadSignature => "BAD SIGNATURE",
            _ => $"{problem}".ToUpperInvariant(),
        };
}
