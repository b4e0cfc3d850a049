using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Tests.Checking;

/// <summary>A plan in a form of no tool, and what is wrong with it.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Resources">The resources that it changes.</param>
public sealed record PlanCase(string Name, IReadOnlyList<PlanCaseResource> Resources)
{
    /// <summary>The rules of the findings, each once, in alphabetical order.</summary>
    public IReadOnlyList<string> Finds { get; init; } = [];

    /// <summary>Whether something is not judged besides.</summary>
    public bool Unknown { get; init; }

    public string? Principal { get; init; }

    public string? Account { get; init; }
}

/// <summary>A resource, with values as Terraform writes them.</summary>
/// <param name="Type">Its type in Terraform.</param>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>delete</c> or <c>replace</c>.</param>
public sealed record PlanCaseResource(string Type, string Action)
{
    public JsonObject? Before { get; init; }

    public JsonObject? After { get; init; }

    /// <summary>The properties that are unknown until the plan is applied.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The properties that are secret.</summary>
    public IReadOnlyList<string> Secret { get; init; } = [];

    /// <summary>The type in Pulumi, where the table of judged types does not say it.</summary>
    public string? Pulumi { get; init; }
}
