namespace BedrockDefense.Cli.Output.Reports;

/// <summary>A kind of result.</summary>
/// <param name="Id">The id, which stays the same over versions.</param>
/// <param name="Level">The level of its results, unless a result says otherwise.</param>
/// <param name="Title">What a result of this kind says, in a sentence.</param>
/// <param name="Help">What to do about it.</param>
/// <param name="HelpUri">The page that the rule follows; null where no public page has it.</param>
internal sealed record CheckRule(string Id, CheckLevel Level, string Title, string Help, string? HelpUri = null);
