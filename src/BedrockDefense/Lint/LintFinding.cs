namespace BedrockDefense.Lint;

/// <summary>One thing wrong with a rule.</summary>
/// <param name="Location">Where; without a line when it is about something that is not in the file.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong, the bad value and the valid form.</param>
/// <param name="Check">The id of the check, such as <c>event-name</c>.</param>
public sealed record LintFinding(SourceLocation Location, LintSeverity Severity, string Message, string Check)
{
    /// <summary><c>file:line:column: severity: message [check]</c>, on one line.</summary>
    public override string ToString() =>
        $"{VisibleText.Of(Location.ToString())}: {(Severity == LintSeverity.Error ? "error" : "warning")}: "
        + $"{VisibleText.Of(Message)} [{Check}]";
}
