namespace BedrockDefense.Lint;

/// <summary>A fault of a rule.</summary>
/// <param name="Location">The location; without a line when the finding is about something that the file lacks.</param>
/// <param name="Severity">How serious the finding is.</param>
/// <param name="Message">What is wrong, the bad value and the valid form.</param>
/// <param name="Check">The id of the check, such as <c>event-name</c>.</param>
public sealed record LintFinding(SourceLocation Location, LintSeverity Severity, string Message, string Check)
{
    /// <summary>Returns <c>file:line:column: severity: message [check]</c> on one line.</summary>
    public override string ToString() =>
        $"{VisibleText.Of(Location.ToString())}: {(Severity == LintSeverity.Error ? "error" : "warning")}: "
        + $"{VisibleText.Of(Message)} [{Check}]";
}
