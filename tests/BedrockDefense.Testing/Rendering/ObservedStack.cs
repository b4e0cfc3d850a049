using System.Collections.Immutable;
using BedrockDefense.Infra;
using BedrockDefense.Stack.Declaration;
using Pulumi;
using Pulumi.Utilities;

namespace BedrockDefense.Testing.Rendering;

/// <summary>The program's stack, which also tells what every resource depends on: mocks are not told.</summary>
public sealed class ObservedStack : DefenseStack
{
    private readonly Dictionary<ResourceKey, ResourceOptions> _options;

    public ObservedStack()
        : this([]) { }

    private ObservedStack(Dictionary<ResourceKey, ResourceOptions> options)
        : base(
            new StackOptions
            {
                ResourceTransformations =
                {
                    declared =>
                    {
                        options[KeyOf(declared.Resource)] = declared.Options;
                        return null;
                    },
                },
            }
        ) => _options = options;

    public async Task<ResourceRelations> RelationsOf(ResourceKey key)
    {
        var options = _options[key];
        ImmutableArray<Resource> before = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput());
        return new ResourceRelations(
            options.Parent is null or Pulumi.Stack ? null : KeyOf(options.Parent),
            [.. before.Select(KeyOf)],
            options.RetainOnDelete ?? false
        );
    }

    /// <summary>The options of a resource of the provider.</summary>
    public CustomResourceOptions OptionsOf(ResourceKey key) => (CustomResourceOptions)_options[key];

    private static ResourceKey KeyOf(Resource resource) => new(resource.GetResourceType(), resource.GetResourceName());
}
