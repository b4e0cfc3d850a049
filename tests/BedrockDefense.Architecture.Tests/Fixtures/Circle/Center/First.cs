using BedrockDefense.Architecture.Tests.Fixtures.Circle.Left;

namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Center;

internal sealed class First
{
    private readonly Action _write = Second.Write;

    public bool Is(string type)
    {
        _write();
        return type == "aws:sns/topic:Topic";
    }
}
