namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>What a report shows. Every text may come from an attacker; whoever writes the page escapes it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Subject">What the report is about: the configuration, or the files.</param>
/// <param name="Made">When it was made, and by which version.</param>
/// <param name="Headlines">The figures to look at first.</param>
/// <param name="Organization">The organization; null where nothing says how it is covered.</param>
/// <param name="Rehearsal">The rehearsed attacks; null when they were not asked for.</param>
/// <param name="Techniques">The matrix of ATT&amp;CK; null when no attack was rehearsed.</param>
/// <param name="AtlasTechniques">The matrix of ATLAS; null when no attack was rehearsed.</param>
/// <param name="Verification">What a verification found; null when none was given.</param>
/// <param name="Findings">What a hunt found; null when none was given.</param>
/// <param name="Investigation">What an investigation found; null when none was given.</param>
/// <param name="Policies">The guardrails' policies with their sizes; null where the report is not about a configuration.</param>
/// <param name="Costs">The estimated costs; null when they were not asked for.</param>
/// <param name="Sources">Where the figures come from.</param>
/// <param name="Gaps">What the report cannot show, a sentence each.</param>
internal sealed record Report(
    string Title,
    string Subject,
    string Made,
    IReadOnlyList<Headline> Headlines,
    OrganizationPart? Organization,
    RehearsalPart? Rehearsal,
    TechniquesPart? Techniques,
    TechniquesPart? AtlasTechniques,
    VerificationPart? Verification,
    FindingsPart? Findings,
    InvestigationPart? Investigation,
    PoliciesPart? Policies,
    CostsPart? Costs,
    SourcesPart Sources,
    IReadOnlyList<string> Gaps
);

/// <summary>A figure to look at first.</summary>
/// <param name="Figure">The figure, such as <c>31 of 31</c>.</param>
/// <param name="Label">What it counts.</param>
/// <param name="Tone">How good it is.</param>
/// <param name="Anchor">The place on the page that it comes from.</param>
internal sealed record Headline(string Figure, string Label, Tone Tone, string Anchor);

/// <summary>How good something is. The page never says it by a color alone.</summary>
internal enum Tone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Not known, or not as good as it could be.</summary>
    Odd,

    /// <summary>Not as it should be.</summary>
    Bad,

    /// <summary>Neither.</summary>
    Plain,
}

/// <summary>A text that can lead to another place on the page.</summary>
/// <param name="Text">The text.</param>
/// <param name="Anchor">The place; null for a text only.</param>
internal sealed record Reference(string Text, string? Anchor);
