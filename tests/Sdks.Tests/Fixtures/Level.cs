namespace Sdks.Tests.Fixtures;

public enum Level
{
    Low = 1,
    High = 2,
}
