using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Comparing;

/// <summary>A resource as a service returns it, beside its declaration.</summary>
/// <param name="Differences">The inputs that differ.</param>
/// <param name="Missing">The declared inputs that the service did not return, and that are not compared.</param>
/// <param name="Inputs">The declared inputs, with the values found in place of those that differ.</param>
public sealed record ResourceComparison(IReadOnlyList<Difference> Differences, IReadOnlyList<string> Missing, JsonObject Inputs)
{
    /// <summary>
    /// Compares every declared input with what the service returned, and finds what must not be there without a declaration.
    /// </summary>
    /// <param name="resource">The declared resource.</param>
    /// <param name="told">What its reader returned.</param>
    /// <param name="isUnreadable">Whether no service is expected to return an input, by the resource's type and the input's name.</param>
    public static ResourceComparison Of(DeclaredResource resource, JsonObject told, Func<string, string, bool> isUnreadable)
    {
        List<Difference> differences = [];
        List<string> missing = [];
        var inputs = resource.Inputs.DeepClone().AsObject();
        foreach (var (name, declared) in resource.Inputs)
        {
            if (!told.ContainsKey(name))
            {
                missing.Add(name);
                if (!isUnreadable(resource.Type, name))
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

        foreach (var (name, found) in told)
        {
            if (found is not null && !resource.Inputs.ContainsKey(name) && UndeclaredInputs.Contains(resource.Type, name))
            {
                differences.Add(new Difference($"{resource.Type} {resource.Name}", name, "nothing", CanonicalForm.Of(found)));
            }
        }

        return new ResourceComparison(differences, missing, inputs);
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
