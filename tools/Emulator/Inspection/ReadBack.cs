using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Inspection;

/// <summary>The stack that the services return, read resource by resource, next to what was declared.</summary>
/// <param name="Found">The declaration, with the values found in place of the declared values.</param>
/// <param name="Differences">The inputs that differ from the declaration, and the resources that are missing.</param>
/// <param name="MissingInputs">The declared inputs that the services did not return.</param>
internal sealed record ReadBack(
    StackDeclaration Found,
    IReadOnlyList<Difference> Differences,
    IReadOnlyCollection<(string Type, string Input)> MissingInputs
)
{
    /// <summary>Reads every resource.</summary>
    public static async Task<ReadBack> OfAsync(StackDeployment stack)
    {
        List<Difference> differences = [];
        HashSet<(string, string)> missing = [];
        List<DeclaredResource> found = [];
        foreach (var resource in stack.Declaration.Resources)
        {
            found.Add(
                resource.Type.StartsWith("aws:", StringComparison.Ordinal)
                    ? resource with
                    {
                        Inputs = await InputsAsync(stack, resource, differences, missing).ConfigureAwait(false),
                    }
                    : resource
            );
        }

        return new ReadBack(stack.Declaration with { Resources = found }, differences, missing);
    }

    private static async Task<JsonObject> InputsAsync(
        StackDeployment stack,
        DeclaredResource resource,
        List<Difference> differences,
        HashSet<(string, string)> missing
    )
    {
        var place = stack.PlaceOf(resource);
        try
        {
            var told = await ResourceReaders.Of(resource.Type).Read(place, resource).ConfigureAwait(false);
            told.Remove("managedExecution");
            if (told["templateBody"] is { } template)
            {
                told["templateBody"] = EmulatedTemplate.ToOriginal(template.GetValue<string>());
            }

            var comparison = ResourceComparison.Of(resource, told, MissingFromEmulator.Contains);
            differences.AddRange(comparison.Differences);
            missing.UnionWith(comparison.Missing.Select(input => (resource.Type, input)));
            return comparison.Inputs;
        }
        catch (Exception exception) when (exception is AwsException or InvalidOperationException)
        {
            differences.Add(new Difference($"{resource.Type} {resource.Name}", "itself", "there", exception.Message));
            return resource.Inputs;
        }
    }
}
