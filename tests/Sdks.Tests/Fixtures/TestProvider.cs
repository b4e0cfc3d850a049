using Pulumi;

namespace Sdks.Tests.Fixtures;

/// <summary>A provider in the form that the generator writes. Its arguments are sent as JSON text.</summary>
public sealed class TestProvider(string name, TestProviderArgs? args = null, CustomResourceOptions? options = null)
    : ProviderResource("test", name, args ?? new(), options ?? new());

public sealed class TestProviderArgs : ResourceArgs
{
    [Input("accountIds", json: true)]
    private InputList<string>? _accountIds;

    public InputList<string> AccountIds
    {
        get => _accountIds ??= new InputList<string>();
        set => _accountIds = value;
    }

    [Input("assumeRole", json: true)]
    public Input<RuleArgs>? AssumeRole { get; set; }

    [Input("skipChecks", json: true)]
    public Input<bool>? SkipChecks { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }
}
