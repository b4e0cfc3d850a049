namespace BedrockDefense.Infra.Asking;

/// <summary>An answer from AWS, or the reasons why it cannot be used; never both.</summary>
/// <param name="Value">The answer; null when there are faults, or nothing was asked.</param>
/// <param name="Faults">The reasons, as paragraphs for whoever deploys.</param>
internal sealed record Answer<T>(T? Value, params IReadOnlyList<string> Faults)
    where T : class;
