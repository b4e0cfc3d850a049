using Pulumi;

namespace Sdks.Tests.Fixtures;

/// <summary>A component with one child.</summary>
public sealed class Group : ComponentResource
{
    public const string TypeToken = "test:index:Group";

    public Group(string name, ComponentResourceOptions? options = null, ThingArgs? child = null)
        : base(TypeToken, name, options)
    {
        Child = new Thing($"{name}-child", child, new CustomResourceOptions { Parent = this });
        ChildArn = Child.Arn;
        RegisterOutputs();
    }

    public Thing Child { get; }

    [Output("childArn")]
    public Output<string> ChildArn { get; private set; }
}
