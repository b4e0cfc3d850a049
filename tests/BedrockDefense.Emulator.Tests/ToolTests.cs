using Xunit.Sdk;

namespace BedrockDefense.Emulator.Tests;

public sealed class ToolTests
{
    [Fact]
    public void An_absent_program_fails_the_test_where_it_must_be_there() =>
        Assert.Equal(
            "nowhere is not on PATH; get it with: pip install nowhere",
            Assert.Throws<FailException>(() => Tool.Require("nowhere", "pip install nowhere", "/usr/bin", mustBeThere: true)).Message
        );

    [Fact]
    public void Elsewhere_it_skips_the_test_and_says_how_to_get_the_program()
    {
        // Assert.Throws and Record.Exception do not catch a skip, which would skip this test.
        var skipped = "";
        try
        {
            Tool.Require("nowhere", "pip install nowhere", "/usr/bin", mustBeThere: false);
        }
        catch (SkipException exception)
        {
            skipped = exception.Message;
        }

        Assert.EndsWith("nowhere is not on PATH; get it with: pip install nowhere", skipped, StringComparison.Ordinal);
    }
}
