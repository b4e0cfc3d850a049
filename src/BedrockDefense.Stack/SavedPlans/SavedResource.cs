using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.SavedPlans;

/// <summary>A resource of a plan.</summary>
/// <param name="Type">The Pulumi type token.</param>
/// <param name="Name">The resource's name in the program.</param>
/// <param name="Id">The id that stands for the one that AWS will give.</param>
/// <param name="Inputs">The inputs by their wire names.</param>
internal sealed record SavedResource(string Type, string Name, string Id, JsonObject Inputs)
{
    /// <summary>The ARN that stands for the one that AWS will give; null for a resource that has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arn { get; init; }

    /// <summary>The account of the resource; null for the management account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    public static SavedResource Of(DeclaredResource resource) =>
        new(resource.Type, resource.Name, resource.Id, resource.Inputs) { Arn = resource.Arn, Account = resource.ProviderAccountId };

    public DeclaredResource ToDeclared() => new(Type, Name, ResourceRelations.None, Id, Arn, Inputs) { ProviderAccountId = Account };
}
