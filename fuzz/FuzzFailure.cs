namespace BedrockDefense.Fuzz;

/// <summary>A run that ended in a way that is not allowed.</summary>
/// <param name="What">What is wrong with the run.</param>
/// <param name="Arguments">The command's arguments.</param>
/// <param name="Output">The run's output.</param>
/// <param name="IsHanging">Whether the run has not ended.</param>
public sealed record FuzzFailure(string What, IReadOnlyList<string> Arguments, string Output, bool IsHanging = false)
{
    private const int ShownCharacters = 2_000;

    public override string ToString() =>
        $"{What}\n  bedrock-defense {string.Join(' ', Arguments.Select(argument => VisibleText.Quote(argument, ShownCharacters)))}\n"
        + $"{(Output.Length > ShownCharacters ? Output[..ShownCharacters] + "…" : Output)}";
}
