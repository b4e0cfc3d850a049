using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Values for grouping or counting have equal digests only when the values are equal.</summary>
public sealed class DigestTests
{
    [Theory]
    [InlineData(new[] { "a", "b" }, new[] { "ab" })]
    [InlineData(new[] { "a", "b" }, new[] { "b", "a" })]
    [InlineData(new[] { "a\0", "b" }, new[] { "a", "\0b" })]
    [InlineData(new[] { "a", "" }, new[] { "a" })]
    [InlineData(new[] { "a" }, new[] { "A" })]
    [InlineData(new[] { "\uD800" }, new[] { "\uFFFD" })]
    public void Other_values_have_another_digest(string[] one, string[] other)
    {
        Assert.NotEqual(Digest.Of(one), Digest.Of(other));
        Assert.Equal(Digest.Of(one), Digest.Of([.. one]));
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLF")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "BKIAIOSFODNN7EXAMPLE")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPL")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLe")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE0")]
    [InlineData("a", "aa")]
    [InlineData("a", "")]
    [InlineData("a", "ä")]
    [InlineData("AKIAIOSFODNN7EXAMP:E", "AKIAIOSFODNN7EXAMP/E")]
    public void Other_texts_have_another_digest(string one, string other)
    {
        Assert.NotEqual(Digest.OfText(one), Digest.OfText(other));
        Assert.NotEqual(default, Digest.OfText(one));
        Assert.Equal(Digest.OfText(one), Digest.OfText(new string(one)));
    }
}
