using Pulumi;

namespace Sdks.Tests.Fixtures;

public sealed class RuleArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("ports")]
    private InputList<int>? _ports;

    public InputList<int> Ports
    {
        get => _ports ??= new InputList<int>();
        set => _ports = value;
    }
}
