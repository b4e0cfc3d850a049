using System.Text.RegularExpressions;

namespace BedrockDefense.Emulator.Moto;

/// <summary>The emulator refused a call, or could not answer it.</summary>
internal sealed partial class AwsException(string operation, string account, string region, int status, string body)
    : Exception(
        $"{operation} in {account}, {region}: {(status >= ServerError ? "moto cannot answer it" : "moto refuses it")}: "
            + $"{status} {Line(body)}"
    )
{
    private const int ServerError = 500;
    private const int MaximumShown = 600;

    /// <summary>The operation.</summary>
    public string Operation { get; } = operation;

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    // The emulator's own faults are HTML pages.
    private static string Line(string body)
    {
        var line = Spaces()
            .Replace(body.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? Tags().Replace(body, " ") : body, " ")
            .Trim();
        return line.Length <= MaximumShown ? line : $"{line[..MaximumShown]}...";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
