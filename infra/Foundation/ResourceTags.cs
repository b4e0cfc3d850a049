using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Infra.Foundation;

/// <summary>
/// Tags every resource of a stack that takes tags, in one place. A StackSet hands its tags on to its members' stacks, and
/// CloudFormation hands them on to the resources for which it supports that (AWS CloudFormation API Reference, "CreateStackSet", Tags).
/// </summary>
internal sealed class ResourceTags
{
    private ImmutableSortedDictionary<string, string> _tags = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The options of a stack whose resources are tagged.</summary>
    public StackOptions AddTo(StackOptions? options)
    {
        options ??= new StackOptions();
        options.ResourceTransformations.Add(Tag);
        return options;
    }

    /// <summary>Says with what; resources that were declared before have none.</summary>
    public void Set(ImmutableSortedDictionary<string, string> tags) => _tags = tags;

    // The tags among the arguments; null where there are none. A resource that is only read belongs to somebody else, and has a
    // state in place of arguments, or nothing.
    private static PropertyInfo? Of(ResourceArgs? args) =>
        args?.GetType() is { } type
        && !type.Name.EndsWith("State", StringComparison.Ordinal)
        && type.GetProperty("Tags") is { CanWrite: true } property
        && property.PropertyType == typeof(InputMap<string>)
            ? property
            : null;

    private ResourceTransformationResult? Tag(ResourceTransformationArgs declared)
    {
        if (_tags.IsEmpty || declared.Resource is not CustomResource || Of(declared.Args) is not { } property)
        {
            return null;
        }

        InputMap<string> tags = _tags.ToDictionary();
        property.SetValue(
            declared.Args,
            property.GetValue(declared.Args) is InputMap<string> own ? InputMap<string>.Merge(tags, own) : tags
        );
        return new ResourceTransformationResult(declared.Args, declared.Options);
    }
}
