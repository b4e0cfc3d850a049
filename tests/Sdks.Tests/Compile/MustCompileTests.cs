namespace Sdks.Tests.Compile;

/// <summary>Code that the real package accepts must compile.</summary>
public sealed class MustCompileTests
{
    [Theory]
    [InlineData("""var args = new ThingArgs { Enabled = maybeBool, Count = maybeInt, Size = maybeDouble };""")]
    [InlineData("""Input<double> input = 1;""")]
    [InlineData("""InputList<string> list = ["a", outStr, inStr];""")]
    [InlineData("""InputList<string> list = new() { "a", outStr, new[] { "b", "c" } };""")]
    [InlineData("""var args = new ThingArgs { Names = { "a", outStr }, Tags = { { "k", inStr }, { "l", "v" } } };""")]
    [InlineData("""var args = new ThingArgs { Tags = { ["k"] = "v" } };""")]
    [InlineData("""var args = new ThingArgs { Tags = new Dictionary<string, string>() };""")]
    [InlineData("""var args = new ThingArgs { Rules = { new RuleArgs { Name = "x" } }, Rule = new RuleArgs { Name = outStr } };""")]
    [InlineData("""var options = new CustomResourceOptions { DependsOn = [resource], Aliases = { new Alias { Name = "x" } } };""")]
    [InlineData("""var options = new CustomResourceOptions { DependsOn = { resource }, IgnoreChanges = ["x"] };""")]
    [InlineData("""Input<object> input = "s";""")]
    [InlineData("""var args = new ThingArgs { Policy = inStr };""")]
    [InlineData("""var args = new ThingArgs { Policy = "s" };""")]
    [InlineData("""var args = new ThingArgs { Policy = outStr };""")]
    [InlineData("""var args = new ThingArgs { Policy = new RuleArgs { Name = "x" } };""")]
    [InlineData("""var tuple = Output.Tuple((Input<string>)outStr, inStr);""")]
    [InlineData("""var all = Output.All<string>(outStr, inStr, "x");""")]
    [InlineData("""var text = Output.Format($"{outStr}/{inStr}");""")]
    [InlineData("""Output<string> output = inStr;""")]
    [InlineData("""Output<int> length = outStr.Apply(value => value.Length);""")]
    [InlineData("""var custom = new CustomResource("t:i:T", "name", ResourceArgs.Empty, new CustomResourceOptions());""")]
    [InlineData("""Task<int> run = Deployment.RunAsync(() => { });""")]
    [InlineData("""Task<int> run = Deployment.RunAsync<EmptyStack>();""")]
    [InlineData("""Task<int> run = Deployment.RunAsync(() => new Dictionary<string, object?> { ["x"] = outStr });""")]
    [InlineData("""var run = Deployment.TestAsync<EmptyStack>(mocks, new TestOptions { IsPreview = false });""")]
    [InlineData(
        """Output<Rule> rule = Deployment.Instance.Invoke<Rule>("t:i:f", InvokeArgs.Empty, new InvokeOutputOptions { """
            + """DependsOn = { resource } });"""
    )]
    public void These_statements_are_accepted(string statements) => Assert.Empty(Snippet.Diagnose(statements));
}
