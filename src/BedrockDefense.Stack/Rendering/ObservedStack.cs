using System.Collections.Immutable;
using BedrockDefense.Infra;
using BedrockDefense.Stack.Declaration;
using Pulumi;
using Pulumi.Utilities;

namespace BedrockDefense.Stack.Rendering;

/// <summary>
/// The program's own stack, which also records the options of every resource. Pulumi's mocks get a resource's inputs, but not
/// its parent or dependencies.
/// </summary>
public sealed class ObservedStack : DefenseStack
{
    private readonly Dictionary<ResourceKey, ResourceOptions> _options;

    public ObservedStack()
        : this([]) { }

    private ObservedStack(Dictionary<ResourceKey, ResourceOptions> options)
        : base(new StackOptions { ResourceTransformations = { Note(options) } }) => _options = options;

    /// <summary>Returns the options of a provider's resource.</summary>
    public CustomResourceOptions OptionsOf(ResourceKey key) => (CustomResourceOptions)_options[key];

    /// <summary>Returns the relations of every resource to others.</summary>
    public async Task<Dictionary<ResourceKey, ResourceRelations>> RelationsAsync()
    {
        var relations = new Dictionary<ResourceKey, ResourceRelations>();
        foreach (var (key, options) in _options)
        {
            ImmutableArray<Resource> before = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput()).ConfigureAwait(false);
            relations[key] = new ResourceRelations(
                options.Parent is null or Pulumi.Stack ? null : Key(options.Parent),
                [.. before.Select(Key)],
                options.RetainOnDelete ?? false
            );
        }

        return relations;
    }

    private static ResourceTransformation Note(Dictionary<ResourceKey, ResourceOptions> options) =>
        declared =>
        {
            options[Key(declared.Resource)] = declared.Options;
            return null;
        };

    private static ResourceKey Key(Resource resource) => new(resource.GetResourceType(), resource.GetResourceName());
}
