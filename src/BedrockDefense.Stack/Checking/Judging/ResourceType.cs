using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>A type of resources, with the actions that the AWS provider calls for it.</summary>
/// <param name="Pulumi">The tokens of the type in Pulumi; none where Pulumi has no such type.</param>
/// <param name="Arn">The resource of the calls, as <see cref="ArnTemplate"/> reads it.</param>
/// <param name="Create">What is called to make one.</param>
/// <param name="Delete">What is called to remove one.</param>
/// <param name="Update">
/// What is called when a property changes, by its name; <c>NAME=VALUE</c> for a change to that value, <c>*</c> for every other property.
/// </param>
/// <param name="Keys">
/// Condition keys of the calls, each with the property that holds the value; null where no plan shows it.
/// </param>
internal sealed record ResourceType(
    IReadOnlyList<string> Pulumi,
    string Arn,
    IReadOnlyList<string>? Create = null,
    IReadOnlyList<string>? Delete = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Update = null,
    IReadOnlyDictionary<string, string?>? Keys = null
)
{
    // The tools or AWS compute these, so that they change with others.
    private static readonly string[] Computed = ["arn", "id", "tags_all"];

    /// <summary>The name of the type in Terraform.</summary>
    public string Name { get; init; } = "";

    /// <summary>All actions, for whatever happens to a resource.</summary>
    public IEnumerable<string> Actions =>
        (Create ?? []).Concat(Delete ?? []).Concat((Update ?? Empty).Values.SelectMany(actions => actions));

    private static Dictionary<string, IReadOnlyList<string>> Empty { get; } = [];

    /// <summary>Returns the actions that are called to change a resource in place.</summary>
    public IEnumerable<string> ActionsOfUpdate(PlannedResource resource) =>
        resource
            .Changed.Where(name => !Computed.Contains(name) && !name.StartsWith("__", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => ActionsOf(name, resource.After.Find(name).Text))
            .Distinct(StringComparer.Ordinal);

    private IReadOnlyList<string> ActionsOf(string property, string? value)
    {
        var update = Update ?? Empty;
        return update.GetValueOrDefault($"{property}={value}") ?? update.GetValueOrDefault(property) ?? update.GetValueOrDefault("*") ?? [];
    }
}
