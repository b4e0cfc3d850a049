namespace BedrockDefense.Scp.Conditions;

/// <summary>Compares bytes; both sides are written in base 64.</summary>
internal sealed class BinaryEquals : TypedOperator<byte[]>
{
    public override string Form => "bytes in base 64 such as QmluYXJ5";

    protected override bool TryRead(string text, out byte[] value)
    {
        var buffer = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text, buffer, out var length);
        value = buffer[..length];
        return valid;
    }

    protected override bool Compare(byte[] actual, byte[] expected) => actual.AsSpan().SequenceEqual(expected);
}
