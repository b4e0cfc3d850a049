using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Infra.Foundation;

/// <summary>
/// Adds the tags of the settings to every resource of a stack that can have tags. A StackSet hands its tags on to its members' stacks, and
/// CloudFormation hands them on to the resources for which it supports that (AWS CloudFormation API Reference, "CreateStackSet", Tags).
/// </summary>
internal sealed class ResourceTags
{
    private ImmutableSortedDictionary<string, string> _tags = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Adds the tagging to the options of a stack.</summary>
    public StackOptions AddTo(StackOptions? options)
    {
        options ??= new StackOptions();
        options.ResourceTransformations.Add(Tag);
        return options;
    }

    /// <summary>Sets the tags. Resources that were declared before get none.</summary>
    public void Set(ImmutableSortedDictionary<string, string> tags) => _tags = tags;

    // Finds the property with the tags; null where there is none. A resource that is only read belongs to somebody else: its arguments are
    // a state, or null.
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
