using Pulumi;

namespace Sdks.Tests.Fixtures;

public sealed class ThingArgs : ResourceArgs
{
    [Input("arn")]
    public Input<string>? Arn { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("size")]
    public Input<double>? Size { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("names")]
    private InputList<string>? _names;

    public InputList<string> Names
    {
        get => _names ??= new InputList<string>();
        set => _names = value;
    }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new InputMap<string>();
        set => _tags = value;
    }

    [Input("rule")]
    public Input<RuleArgs>? Rule { get; set; }

    [Input("rules")]
    private InputList<RuleArgs>? _rules;

    public InputList<RuleArgs> Rules
    {
        get => _rules ??= new InputList<RuleArgs>();
        set => _rules = value;
    }

    [Input("color")]
    public Input<Color>? Color { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }

    [Input("policy")]
    public InputUnion<string, RuleArgs>? Policy { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    public static new ThingArgs Empty => new();
}
