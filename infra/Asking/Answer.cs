namespace BedrockDefense.Infra.Asking;

/// <summary>What AWS has answered, or why the answer cannot be used; never both.</summary>
/// <param name="Value">The answer; null when there are faults, or nothing was asked.</param>
/// <param name="Faults">Paragraphs for whoever deploys.</param>
internal sealed record Answer<T>(T? Value, params IReadOnlyList<string> Faults)
    where T : class;
