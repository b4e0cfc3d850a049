namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>Where the figures of a report come from.</summary>
/// <param name="Statements">The statements of the guardrails.</param>
/// <param name="Rules">The detections that the report names.</param>
/// <param name="Messages">The messages of the attack chain.</param>
internal sealed record SourcesPart(
    IReadOnlyList<StatementSource> Statements,
    IReadOnlyList<RuleSource> Rules,
    IReadOnlyList<MessageSource> Messages
);

/// <summary>A statement of a guardrail.</summary>
/// <param name="Anchor">Its place on the page.</param>
/// <param name="Sentence">What it says.</param>
/// <param name="Policy">The policy that it is in.</param>
/// <param name="Json">The statement as AWS gets it.</param>
internal sealed record StatementSource(string Anchor, string Sentence, string Policy, string Json);

/// <summary>A detection.</summary>
/// <param name="Anchor">Its place on the page.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Level">Its level.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Tags">Its tags: tactics and techniques of ATT&amp;CK.</param>
internal sealed record RuleSource(string Anchor, string Id, string Title, string Level, string Description, string Tags);

/// <summary>A message.</summary>
/// <param name="Anchor">Its place on the page.</param>
/// <param name="Channel">The channel that it was sent to.</param>
/// <param name="Recipients">Who got it.</param>
/// <param name="Text">What it says.</param>
internal sealed record MessageSource(string Anchor, string Channel, string Recipients, string Text);
