namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>What a verification found.</summary>
/// <param name="Summary">The result in a sentence.</param>
/// <param name="Tone">How good it is.</param>
/// <param name="Rows">The deviations.</param>
/// <param name="Facts">What it says about the organization.</param>
/// <param name="NotChecked">What it did not look at.</param>
internal sealed record VerificationPart(
    string Summary,
    Tone Tone,
    IReadOnlyList<DeviationRow> Rows,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> NotChecked
);

/// <summary>A deviation.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Tone">How bad it is.</param>
/// <param name="Title">What and where.</param>
/// <param name="Also">Where else; null for nowhere.</param>
/// <param name="Details">What was declared and found.</param>
/// <param name="Remedy">What mends it.</param>
internal sealed record DeviationRow(string Kind, Tone Tone, string Title, string? Also, IReadOnlyList<string> Details, string Remedy);
