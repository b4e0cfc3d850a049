using System.Collections.Immutable;
using Pulumi;

namespace Sdks.Tests.Fixtures;

/// <summary>A resource in the form that the generator of Pulumi.Aws writes, with an output of every kind.</summary>
[ResourceType("test:index/thing:Thing", null)]
public class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(TypeToken, name, args ?? new(), Merge(options))
{
    public const string TypeToken = "test:index/thing:Thing";

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("count")]
    public Output<int?> Count { get; private set; } = null!;

    [Output("size")]
    public Output<double> Size { get; private set; } = null!;

    [Output("enabled")]
    public Output<bool> Enabled { get; private set; } = null!;

    [Output("names")]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("rule")]
    public Output<Rule?> Rule { get; private set; } = null!;

    [Output("rules")]
    public Output<ImmutableArray<Rule>> Rules { get; private set; } = null!;

    [Output("color")]
    public Output<Color?> Color { get; private set; } = null!;

    [Output("level")]
    public Output<Level> Level { get; private set; } = null!;

    [Output("policy")]
    public Output<Union<string, Rule>> Policy { get; private set; } = null!;

    [Output("anything")]
    public Output<object?> Anything { get; private set; } = null!;

    public static Thing Get(string name, Input<string> id) => new(name, null, new CustomResourceOptions { Id = id });

    private static CustomResourceOptions Merge(CustomResourceOptions? options) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.0.0" }, options);
}
