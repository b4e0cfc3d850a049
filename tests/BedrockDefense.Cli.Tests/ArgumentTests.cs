namespace BedrockDefense.Cli.Tests;

/// <summary>Every verb refuses arguments that it cannot use with the option, the bad value, the valid form and exit code 2.</summary>
[Collection("console")]
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("'evaluat'. The nearest is evaluate", "evaluat")]
    [InlineData("Unknown command ''", "")]
    [InlineData("Unexpected option '=': a command comes first", "--=", "plan")]
    [InlineData("Unknown option 'acounts'.", "plan", "--acounts", "3")]
    [InlineData("--accounts \"abc\": write a whole number", "plan", "--accounts", "abc")]
    [InlineData(
        "--accounts \"99999999999999\": write a whole number, such as 12, of at most 2147483647",
        "plan",
        "--accounts=99999999999999"
    )]
    [InlineData("--threads \"0x10\": write a whole number", "hunt", "logs", "--threads", "0x10")]
    [InlineData("--accounts has no value", "plan", "--accounts")]
    [InlineData("--principal has no value", "evaluate", "--principal", "--action", "s3:GetObject")]
    [InlineData("--accounts has no value; write one after it, and one that begins with - as --accounts=VALUE", "plan", "--accounts", "-x")]
    [InlineData("--config has an empty value", "guardrails", "--config=")]
    [InlineData("an argument is empty", "match", "", "record.json")]
    [InlineData("--no-full-access takes no value; leave out \"yes\"", "evaluate", "--no-full-access=yes")]
    [InlineData("Unexpected argument 'extra': plan takes options only", "plan", "extra")]
    [InlineData("-- is not taken", "hunt", "--", "-logs")]
    [InlineData("missing required argument 'EVENTS'", "match", "rule.yml")]
    [InlineData("it is a folder", "match", "/", "/")]
    [InlineData("that is no name of a file", "match", "a\0b", "c")]
    public async Task What_cannot_be_used_is_named(string message, params string[] arguments)
    {
        var run = await CommandLineRun.Of(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--config", "rehearse", "--config", "a", "--config", "b")]
    [InlineData("--config", "rehearse", "--config=a", "--config:b")]
    [InlineData("--as", "rehearse", "--as", "a", "--as", "b")]
    [InlineData("--accounts", "plan", "--accounts", "1", "--accounts=2")]
    [InlineData("--format", "alert", "e.json", "--format", "json", "--format", "text")]
    [InlineData("--event", "runbook", "id", "--event", "a", "--event", "b")]
    [InlineData("--out", "guardrails", "--out", "a", "--out", "b")]
    [InlineData("--format", "access", "--format", "a", "--format", "b")]
    [InlineData("--events", "cost", "--events", "1", "--events", "2")]
    [InlineData("--resource", "evaluate", "--resource", "a", "--resource", "b")]
    [InlineData("--no-full-access", "evaluate", "--no-full-access", "--no-full-access")]
    [InlineData("--since", "hunt", "logs", "--since", "2026-11-01", "--since", "2026-11-02")]
    [InlineData("--to", "convert", "r.yml", "--to", "sigma", "--to", "json")]
    [InlineData("--config", "match", "r.yml", "e.json", "--config", "a", "--config", "b")]
    public async Task An_option_that_takes_one_value_is_given_once(string option, params string[] arguments)
    {
        var run = await CommandLineRun.Of(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{option} is given twice; it takes one value", run.Errors, StringComparison.Ordinal);
    }
}
