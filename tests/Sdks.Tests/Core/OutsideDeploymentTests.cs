using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class OutsideDeploymentTests
{
    [Fact]
    public void Resources_need_a_deployment() => Assert.Throws<InvalidOperationException>(() => new Thing("thing"));

    [Fact]
    public void Stacks_need_a_deployment() => Assert.Throws<InvalidOperationException>(() => new Stack());

    [Fact]
    public void Log_needs_a_deployment() => Assert.Throws<InvalidOperationException>(() => Log.Info("x"));

    [Fact]
    public void Config_needs_a_deployment()
    {
        Assert.Throws<InvalidOperationException>(() => new Config());
        var config = new Config("x");
        Assert.Throws<InvalidOperationException>(() => config.Get("y"));
    }

    [Fact]
    public async Task Outputs_do_not_need_a_deployment()
    {
        var output = Output.Tuple(Output.Create(1), Output.Create("x")).Apply(pair => $"{pair.Item1}{pair.Item2}");
        Assert.Equal("1x", await OutputUtilities.GetValueAsync(output));
    }
}
