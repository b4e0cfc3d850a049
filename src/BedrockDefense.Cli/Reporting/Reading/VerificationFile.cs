using System.Text.Json;
using System.Text.Json.Serialization;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>Reads the report that <c>verify --format json</c> wrote.</summary>
internal static class VerificationFile
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--verify";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Reads the report.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or it is no report of a verification.</exception>
    public static VerificationReport Read(string path)
    {
        var text = JsonLinesFile.Open(path, Option, File.ReadAllText);
        try
        {
            var report = JsonSerializer.Deserialize<VerificationReport>(text, Options);
            return report is not null && HasNoHoles(report) ? report : throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"{Option}: it is no report of a verification{(exception.Path is null ? "" : $", at {VisibleText.Of(exception.Path)}")}; "
                    + "write it with verify --format json",
                new SourceLocation(path, exception.LineNumber is { } line ? (int)line + 1 : null)
            );
        }
    }

    // The reader refuses a null for an object, but not one within a list.
    private static bool HasNoHoles(VerificationReport report) =>
        ((IEnumerable<object?>)[.. report.Deviations, .. report.Facts, .. report.NotChecked])
            .Concat(report.Organization?.Units ?? [])
            .Concat(report.Organization?.Accounts ?? [])
            .All(one => one is not null);
}
