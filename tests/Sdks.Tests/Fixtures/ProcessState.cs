namespace Sdks.Tests.Fixtures;

/// <summary>Tests that touch environment variables or the exit code run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessState
{
    public const string Name = "process state";
}
