using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.SavedPlans;

namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Takes a plan's stack as it is where this version would make another one of the same settings: another version made it, or somebody
/// changed it.
/// </summary>
internal static class SavedStackReader
{
    private const string Instances = "aws:cloudformation/stackInstances:StackInstances";

    /// <summary>Returns the resources that are not as this version makes them: others, missing or added.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rendered">What this version makes of its settings for the same organization.</param>
    public static IReadOnlySet<ResourceKey> FindForeign(SavedPlan plan, StackDeclaration rendered)
    {
        var (saved, made) = (ByKey(plan.Stack), ByKey(rendered));
        return saved.Keys.Union(made.Keys).Where(key => !IsSame(saved.GetValueOrDefault(key), made.GetValueOrDefault(key))).ToHashSet();
    }

    /// <summary>Returns those of the resources that differ between two stacks.</summary>
    public static IEnumerable<ResourceKey> FindDifferent(IEnumerable<ResourceKey> keys, StackDeclaration old, StackDeclaration @new)
    {
        var (before, after) = (ByKey(old), ByKey(@new));
        return keys.Where(key => !IsSame(before.GetValueOrDefault(key), after.GetValueOrDefault(key)));
    }

    /// <summary>Returns the stack of a plan in another organization, so that an attack happens in the same account and unit.</summary>
    public static StackDeclaration Take(SavedPlan plan, SampleOrganization organization)
    {
        var (from, to) = (plan.Stack.Organization.RootId, organization.RootId);
        return plan.Stack with
        {
            Organization = organization,
            Resources =
            [
                // A configuration need not name the root. Then the stack sets have that of the organization.
                .. plan.Stack.Resources.Select(resource =>
                    resource.Type == Instances && !plan.Settings.StackSets.Targets.Contains(from)
                        ? resource with
                        {
                            Inputs = JsonNode
                                .Parse(resource.Inputs.ToJsonString().Replace($"\"{from}\"", $"\"{to}\"", StringComparison.Ordinal))!
                                .AsObject(),
                        }
                        : resource
                ),
            ],
        };
    }

    /// <summary>
    /// Compares stacks. The simulation and the estimate follow references from resource to resource, which the program's own stack never
    /// lacks; a plan that somebody changed may.
    /// </summary>
    /// <exception cref="InvalidInputException">The resources of a plan do not fit together.</exception>
    public static T Compare<T>(Func<T> compare, params IReadOnlyList<ComparedStack> sides)
    {
        try
        {
            return compare();
        }
        catch (Exception exception)
            when (sides.Any(side => side.Foreign.Count > 0)
                && exception
                    is ArgumentException
                        or FormatException
                        or InvalidOperationException
                        or JsonException
                        or KeyNotFoundException
                        or NotSupportedException
                        or NullReferenceException
            )
        {
            throw new InvalidInputException(
                $"is no plan that can be played, because its resources do not fit together ({exception.Message}); make it anew with "
                    + "`bedrock-defense plan --format json`",
                new SourceLocation(string.Join(" or ", sides.Where(side => side.Foreign.Count > 0).Select(side => side.File).Distinct()))
            );
        }
    }

    private static Dictionary<ResourceKey, DeclaredResource> ByKey(StackDeclaration stack) =>
        stack.Resources.Where(resource => resource.IsOfAws).ToDictionary(resource => resource.Key);

    private static bool IsSame(DeclaredResource? one, DeclaredResource? other) =>
        one is null || other is null
            ? one is null && other is null
            : one.ProviderAccountId == other.ProviderAccountId && JsonNode.DeepEquals(one.Inputs, other.Inputs);
}
