namespace BedrockDefense.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain äöü 中 😀", "plain äöü 中 😀")]
    [InlineData("a\nb\tc\u001b[31m", "a\\u000ab\\u0009c\\u001b[31m")]
    [InlineData("\u202e\u2028\ue000", "\\u202e\\u2028\\ue000")]
    [InlineData("\U000e0041", "\\udb40\\udc41")]
    [InlineData("\"a\\b\"", "\"a\\b\"")]
    public void What_a_terminal_would_obey_is_written_as_an_escape(string text, string visible) =>
        Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void A_quoted_text_cannot_end_early() => Assert.Equal("\"a\\\", \\\"b\\\\\"", VisibleText.Quote("a\", \"b\\"));

    [Fact]
    public void A_text_longer_than_asked_for_is_cut()
    {
        Assert.Equal("abc…", VisibleText.Of("abcd", 3));
        Assert.Equal("\"abc…\"", VisibleText.Quote("abcd", 3));
        Assert.Equal("\"abc\"", VisibleText.Quote("abc", 3));
    }
}
