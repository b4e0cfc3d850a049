using System.Globalization;

namespace BedrockDefense.Tests.Input;

/// <summary>Tests how readers of YAML interpret a scalar without quotes.</summary>
public sealed class PlainScalarTests
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("nULL", "text")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("tRUE", "text")]
    [InlineData("yes", "text")]
    [InlineData("off", "text")]
    [InlineData("90", "90")]
    [InlineData("-7", "-7")]
    [InlineData("0.5", "0.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("0", "0")]
    [InlineData("0400", "text")]
    [InlineData("1_000", "text")]
    [InlineData("2026-11-25", "text")]
    [InlineData("99999999999999999999999999999999", "text")]
    public void The_core_schema_reads_it_as(string text, string reading) =>
        Assert.Equal(
            reading,
            PlainScalar.IsNull(text) ? "null"
                : PlainScalar.Boolean(text) is { } flag ? (flag ? "true" : "false")
                : PlainScalar.Number(text)?.ToString(CultureInfo.InvariantCulture) ?? "text"
        );

    [Theory]
    [InlineData("0400", true, false, true)]
    [InlineData("0o17", false, true, true)]
    [InlineData("0b11", false, true, true)]
    [InlineData("1_000", false, true, true)]
    [InlineData("1:30", false, true, false)]
    [InlineData(".inf", false, true, true)]
    [InlineData("-.INF", false, true, true)]
    [InlineData(".nan", false, true, true)]
    [InlineData("-.nan", false, false, false)]
    [InlineData("_1", false, false, true)]
    [InlineData("._5", false, false, false)]
    [InlineData("90", false, false, true)]
    [InlineData("1e3", false, false, true)]
    [InlineData("text", false, false, false)]
    public void Readers_differ_about(string text, bool hasLeadingZeros, bool isNumberOfYaml11, bool isNumberOfGo)
    {
        Assert.Equal(hasLeadingZeros, PlainScalar.HasLeadingZeros(text));
        Assert.Equal(isNumberOfYaml11, PlainScalar.IsNumberOfYaml11(text));
        Assert.Equal(isNumberOfGo, PlainScalar.IsNumberOfGo(text));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1", true)]
    [InlineData("18446744073709551615", true)]
    [InlineData("18446744073709551616", false)]
    [InlineData("-9223372036854775808", true)]
    [InlineData("-9223372036854775809", false)]
    [InlineData("0.5", true)]
    [InlineData("0.50", false)]
    [InlineData("-0", false)]
    [InlineData("+1", false)]
    [InlineData("1e3", false)]
    [InlineData("07", false)]
    public void A_number_is_one_to_all_readers_when_it_is_written_back_as_it_stands(string text, bool isNumber) =>
        Assert.Equal(isNumber, PlainScalar.IsNumberOfAll(text));

    [Theory]
    [InlineData("2026-11-25", true)]
    [InlineData("2026-1-2T10:00:00Z", true)]
    [InlineData("2026-11-25 10:00", true)]
    [InlineData("2026-11", false)]
    [InlineData("2026-11-25x", false)]
    public void Go_reads_as_a_time(string text, bool isTime) => Assert.Equal(isTime, PlainScalar.IsTimeOfGo(text));
}
