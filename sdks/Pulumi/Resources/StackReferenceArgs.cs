namespace Pulumi;

/// <summary>The arguments of a stack reference.</summary>
public class StackReferenceArgs : ResourceArgs
{
    /// <summary>The full name of the stack, such as <c>organization/project/stack</c>.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
