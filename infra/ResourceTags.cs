using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Infra;

/// <summary>
/// Tags every resource of a stack that takes tags, in one place. A StackSet hands its tags on to its members' stacks, and
/// CloudFormation hands them on to those resources that take tags.
/// </summary>
internal sealed class ResourceTags
{
    private ImmutableSortedDictionary<string, string> _tags = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The options of a stack whose resources are tagged.</summary>
    public StackOptions On(StackOptions? options)
    {
        options ??= new StackOptions();
        options.ResourceTransformations.Add(Tag);
        return options;
    }

    /// <summary>Says with what; resources that were declared before have none.</summary>
    public void Use(ImmutableSortedDictionary<string, string> tags) => _tags = tags;

    /// <summary>The tags among a resource's arguments; null where it takes none.</summary>
    public static PropertyInfo? Of(Type args) =>
        args.GetProperty("Tags") is { CanWrite: true } property && property.PropertyType == typeof(InputMap<string>) ? property : null;

    private ResourceTransformationResult? Tag(ResourceTransformationArgs declared)
    {
        // A resource with an id is only read; it belongs to somebody else.
        if (_tags.IsEmpty || declared.Options is not CustomResourceOptions { Id: null } || Of(declared.Args.GetType()) is not { } property)
        {
            return null;
        }

        property.SetValue(declared.Args, InputMap<string>.Merge(_tags.ToDictionary(), (InputMap<string>)property.GetValue(declared.Args)!));
        return new ResourceTransformationResult(declared.Args, declared.Options);
    }
}
