namespace BedrockDefense.Fuzz;

/// <summary>A run that ended as none may.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Arguments">The command's arguments.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="IsHanging">Whether it is still running.</param>
public sealed record FuzzFailure(string What, IReadOnlyList<string> Arguments, string Output, bool IsHanging = false)
{
    private const int Shown = 2_000;

    public override string ToString() =>
        $"{What}\n  bedrock-defense {string.Join(' ', Arguments.Select(argument => VisibleText.Quote(argument, Shown)))}\n"
        + $"{(Output.Length > Shown ? Output[..Shown] + "…" : Output)}";
}
