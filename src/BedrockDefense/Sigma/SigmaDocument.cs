namespace BedrockDefense.Sigma;

/// <summary>The metadata that detection rules and correlation rules have in common (specification 2.1, "Components").</summary>
public abstract record SigmaDocument
{
    /// <summary>The file of the document, for messages.</summary>
    public required string File { get; init; }

    public required string Title { get; init; }

    /// <summary>
    /// The UUID of the rule. The rest of this project identifies rules by the name of the file or folder, and not by this id.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>The name that correlations use to refer to the rule.</summary>
    public string? Name { get; init; }

    public SigmaStatus? Status { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    public string? Author { get; init; }

    public DateOnly? Date { get; init; }

    public DateOnly? Modified { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    public SigmaLevel? Level { get; init; }

    /// <summary>
    /// The first step for the person on duty, in one sentence. <c>next_step</c> is the only key of a rule that Sigma does not have.
    /// </summary>
    public string? NextStep { get; init; }
}
