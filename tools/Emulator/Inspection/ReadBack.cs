using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
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
        HashSet<(string, string)> untold = [];
        List<DeclaredResource> found = [];
        foreach (var resource in stack.Declaration.Resources)
        {
            found.Add(
                resource.Type.StartsWith("aws:", StringComparison.Ordinal)
                    ? resource with
                    {
                        Inputs = await InputsAsync(stack, resource, differences, untold).ConfigureAwait(false),
                    }
                    : resource
            );
        }

        return new ReadBack(stack.Declaration with { Resources = found }, differences, untold);
    }

    private static async Task<JsonObject> InputsAsync(
        StackDeployment stack,
        DeclaredResource resource,
        List<Difference> differences,
        HashSet<(string, string)> untold
    )
    {
        var inputs = resource.Inputs.DeepClone().AsObject();
        JsonObject told;
        try
        {
            told = await ResourceKinds.Of(resource.Type, resource.Name).Read(stack.PlaceOf(resource), resource).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsException or InvalidOperationException)
        {
            differences.Add(new Difference($"{resource.Type} {resource.Name}", "itself", "there", exception.Message));
            return inputs;
        }

        foreach (var (name, declared) in resource.Inputs)
        {
            if (!told.ContainsKey(name))
            {
                untold.Add((resource.Type, name));
                if (!UnreadableInputs.Contains(resource.Type, name))
                {
                    differences.Add(new Difference($"{resource.Type} {resource.Name}", name, CanonicalForm.Of(declared), "nothing"));
                    inputs.Remove(name);
                }
            }
            else if (
                CanonicalForm.Of(declared) is var wanted
                && CanonicalForm.Of(WithoutDefaults(told[name], declared)) is var found
                && wanted != found
            )
            {
                differences.Add(new Difference($"{resource.Type} {resource.Name}", name, wanted, found));
                inputs[name] = told[name]?.DeepClone();
            }
        }

        return inputs;
    }

    // A service fills in values that were left out. A document is a text, which the service must return unchanged.
    private static JsonNode? WithoutDefaults(JsonNode? told, JsonNode? declared) =>
        (told, declared) switch
        {
            (JsonObject found, JsonObject wanted) => new JsonObject(
                found
                    .Where(member => wanted.ContainsKey(member.Key))
                    .Select(member => KeyValuePair.Create(member.Key, WithoutDefaults(member.Value, wanted[member.Key])))
            ),
            (JsonArray found, JsonArray wanted) when found.Count == wanted.Count => new JsonArray([.. found.Zip(wanted, WithoutDefaults)]),
            _ => told?.DeepClone(),
        };
}
