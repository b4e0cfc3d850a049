namespace BedrockDefense.Sigma;

/// <summary>What detection rules and correlation rules both say about themselves (specification 2.1, "Components").</summary>
public abstract record SigmaDocument
{
    /// <summary>The file it was read from, for messages.</summary>
    public required string File { get; init; }

    public required string Title { get; init; }

    /// <summary>The rule's UUID; the file's name, not this, is the id used elsewhere in this project.</summary>
    public string? Id { get; init; }

    /// <summary>The name correlations refer to it by.</summary>
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

    /// <summary>One sentence: what the person on duty does first. The one custom key accepted, <c>next_step</c>.</summary>
    public string? NextStep { get; init; }
}
