namespace BedrockDefense.Cli;

/// <summary>What every verb's exit code means; a script may rely on these.</summary>
internal static class ExitCode
{
    /// <summary>The answer is yes: it matched, it is allowed, the rehearsal met its expectations.</summary>
    public const int Success = 0;

    /// <summary>The input was fine and the answer is no.</summary>
    public const int No = 1;

    /// <summary>Something the user gave cannot be used.</summary>
    public const int InvalidInput = 2;

    /// <summary>Some of the input could not be read, understood or run and was left out. The answer covers the rest.</summary>
    public const int Damaged = 3;

    /// <summary>
    /// Interrupted with Ctrl-C. The answer covers what was read until then (128 and the number of SIGINT, as in shells).
    /// </summary>
    public const int Interrupted = 130;

    /// <summary>The command itself has a fault (<c>EX_SOFTWARE</c> of <c>sysexits.h</c>).</summary>
    public const int Fault = 70;
}
