using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the part of a report that shows a verification.</summary>
internal static class VerificationParts
{
    /// <summary>Makes the part.</summary>
    public static VerificationPart Of(VerificationReport report) =>
        new(
            VerificationOutput.Summary(report),
            ToneOf(report),
            [.. VerificationOutput.Alike(report.Deviations).Select(Row)],
            report.Facts,
            report.NotChecked
        );

    /// <summary>Returns how good the result is.</summary>
    public static Tone ToneOf(VerificationReport report) =>
        !report.IsAsDeclared ? Tone.Bad
        : report.IsComplete ? Tone.Good
        : Tone.Odd;

    private static DeviationRow Row(IReadOnlyList<Deviation> alike)
    {
        var first = alike[0];
        return new DeviationRow(
            first.Kind.ToString(),
            first.Kind == DeviationKind.Unseen ? Tone.Odd : Tone.Bad,
            VerificationOutput.Title(first),
            alike.Count == 1 ? null : $"and {alike.Count - 1} more: {VerificationOutput.Places(alike.Skip(1))}",
            [.. VerificationOutput.Details(first).SkipLast(1)],
            VerificationOutput.Remedy(first)
        );
    }
}
