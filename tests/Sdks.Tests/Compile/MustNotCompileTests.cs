namespace Sdks.Tests.Compile;

/// <summary>Code that the real package refuses must not compile. So code that is written here also builds with the real package.</summary>
public sealed class MustNotCompileTests
{
    [Theory]
    [InlineData("CS0029", """Output<string> output = "x";""")]
    [InlineData("CS0029", """Output<object> output = outStr;""")]
    [InlineData("CS0029", """InputList<string> list = Enumerable.Empty<string>();""")]
    [InlineData("CS0029", """InputList<string> list = ImmutableList<string>.Empty;""")]
    [InlineData("CS0029", """IReadOnlyList<string> given = new[] { "x" }; InputList<string> list = given;""")]
    [InlineData("CS0029", """InputMap<string> map = new Dictionary<string, Input<string>>();""")]
    [InlineData("CS0029", """IDictionary<string, string> given = new Dictionary<string, string>(); InputMap<string> map = given;""")]
    [InlineData("CS0266", """Input<int> input = 1L;""")]
    [InlineData("CS0117", """var args = new ThingArgs { Rule = new() { Name = "x" } };""")]
    [InlineData("CS0117", """var args = new ThingArgs { Rules = { new() { Name = "x" } } };""")]
    [InlineData("CS0121", """var all = Output.All(outStr, inStr);""")]
    [InlineData("CS0411", """var tuple = Output.Tuple(outStr, inStr);""")]
    [InlineData("CS0121", """var tuple = Output.Tuple<string, string>(outStr, inStr);""")]
    [InlineData("CS1643", """outStr.Apply(value => { });""")]
    [InlineData("CS0121", """var custom = new CustomResource("t:i:T", "name", ResourceArgs.Empty);""")]
    [InlineData("CS0121", """Deployment.TestAsync(mocks, new TestOptions(), () => { throw new Exception(); });""")]
    [InlineData("CS8619", """Output<string> output = outMaybe;""")]
    [InlineData("CS0200", """new Thing("x").Arn = outStr;""")]
    public void These_statements_are_refused(string id, string statements) => Assert.Contains(id, Snippet.Diagnose(statements));
}
