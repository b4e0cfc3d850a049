using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>
/// The values of a resource before or after a plan. Properties are asked for by their names in Terraform, such as
/// <c>assume_role_policy</c>; Pulumi's spelling, <c>assumeRolePolicy</c>, is found too. Terraform writes a single block as a list with one
/// item and Pulumi as an object, so a list with one item is passed through.
/// </summary>
/// <param name="values">The values.</param>
/// <param name="unknown">Terraform's <c>after_unknown</c>: the same structure, with <c>true</c> where a value is unknown.</param>
/// <param name="secret">Terraform's <c>before_sensitive</c> or <c>after_sensitive</c>, of the same form.</param>
public sealed class PlannedValues(JsonElement values, JsonElement unknown = default, JsonElement secret = default)
{
    // What Pulumi writes in the place of a value (pulumi/pulumi: plugin.UnknownStringValue; resource.SigKey; display.massagePropertyValue).
    private const string PulumiUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string PulumiSignature = "4dabf18193072939515e22adb298388d";
    private const string PulumiSecret = "[secret]";

    /// <summary>No values, as of a resource that does not exist.</summary>
    public static PlannedValues None { get; } = new(default);

    /// <summary>The names of the properties at the top, as Terraform spells them.</summary>
    public IEnumerable<string> Names => NamesOf(values).Concat(NamesOf(unknown)).Distinct(StringComparer.Ordinal);

    /// <summary>Returns a value.</summary>
    /// <param name="path">The names that lead to it.</param>
    public PlannedValue Find(params ReadOnlySpan<string> path)
    {
        var (at, open, hidden) = (values, unknown, secret);
        foreach (var name in path)
        {
            (at, open, hidden) = (Member(at, name), Member(open, name), Member(hidden, name));
            if (MaskOf(at, open, hidden) is { } masked)
            {
                return masked;
            }
        }

        return at.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? PlannedValue.Absent : new(Knowledge.Known, at);
    }

    /// <summary>Whether a property has another value in these than in the others.</summary>
    internal bool Differs(PlannedValues other, string name)
    {
        var (here, there) = (Find(name), other.Find(name));
        return here.IsHidden
            || there.IsHidden
            || (
                here.Knowledge == Knowledge.Known && there.Knowledge == Knowledge.Known
                    ? !JsonElement.DeepEquals(here.Json, there.Json)
                    : !IsEmpty(here) || !IsEmpty(there)
            );
    }

    // An empty text or list and an absent value mean the same to both tools.
    private static bool IsEmpty(PlannedValue value) =>
        value.Knowledge == Knowledge.Absent
        || value.Text is ""
        || (value.Json.ValueKind == JsonValueKind.Array && value.Json.GetArrayLength() == 0);

    private static PlannedValue? MaskOf(JsonElement at, JsonElement open, JsonElement hidden) =>
        hidden.ValueKind == JsonValueKind.True || (at.ValueKind == JsonValueKind.String && at.ValueEquals(PulumiSecret))
            ? new(Knowledge.Secret)
        : at.ValueKind == JsonValueKind.Object && at.TryGetProperty(PulumiSignature, out _) ? new(Knowledge.Secret)
        : open.ValueKind == JsonValueKind.True || (at.ValueKind == JsonValueKind.String && at.ValueEquals(PulumiUnknown))
            ? new(Knowledge.Unknown)
        : null;

    private static JsonElement Member(JsonElement parent, string name)
    {
        if (parent.ValueKind == JsonValueKind.Array && parent.GetArrayLength() == 1)
        {
            parent = parent[0];
        }

        return parent.ValueKind != JsonValueKind.Object ? default
            : parent.TryGetProperty(name, out var value) || parent.TryGetProperty(PropertyName.ToPulumi(name), out value) ? value
            : default;
    }

    private static IEnumerable<string> NamesOf(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object ? one.EnumerateObject().Select(member => PropertyName.ToTerraform(member.Name)) : [];
}
