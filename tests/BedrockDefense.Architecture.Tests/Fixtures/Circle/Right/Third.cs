using BedrockDefense.Architecture.Tests.Fixtures.Circle.Center;

namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Right;

internal sealed class Third(First first)
{
    private const string Bucket = "aws:s3/bucket:Bucket";

    public bool Is(string type) => first.Is(type) || type == Bucket;
}
