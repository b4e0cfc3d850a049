using System.Text.Json.Nodes;

namespace BedrockDefense.Scp.Packing;

/// <summary>
/// Accounts and organizational units that a policy does not restrict, although it is attached above them. Each statement gets
/// conditions for this, because a policy cannot be detached below the place where it is attached.
/// </summary>
/// <param name="Accounts">The ids of the accounts.</param>
/// <param name="Units">The ids of organizational units; everything below them is excluded too.</param>
public sealed record ScpExclusion(IReadOnlyList<string> Accounts, IReadOnlyList<string> Units)
{
    private bool _isForResources;

    /// <summary>An exclusion that excludes nobody.</summary>
    public static ScpExclusion None { get; } = new([], []);

    /// <summary>Returns the exclusion for resource control policies, which excludes the resources of these accounts.</summary>
    public ScpExclusion ForResources() => this with { _isForResources = true };

    /// <summary>Adds conditions to a denying statement so that it does not apply to the excluded accounts and units.</summary>
    public void Narrow(JsonObject statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (Accounts.Count > 0)
        {
            Add(statement, "StringNotEquals", _isForResources ? "aws:ResourceAccount" : "aws:PrincipalAccount", Accounts);
        }

        // A path has the form o-…/r-…/ou-…/ou-…/ and always ends in a slash. A caller without a path is denied, because
        // ForAllValues holds when there are no values (AWS global condition context keys, "aws:PrincipalOrgPaths").
        if (Units.Count > 0)
        {
            Add(
                statement,
                "ForAllValues:StringNotLike",
                _isForResources ? "aws:ResourceOrgPaths" : "aws:PrincipalOrgPaths",
                Units.Select(unit => $"*/{unit}/*")
            );
        }
    }

    private static void Add(JsonObject statement, string @operator, string key, IEnumerable<string> values)
    {
        if (statement["Condition"] is not JsonObject conditions)
        {
            statement["Condition"] = conditions = [];
        }

        if (conditions[@operator] is not JsonObject tests)
        {
            conditions[@operator] = tests = [];
        }
        // If the statement already tests the key, both lists would have to hold, and one list cannot express that.
        if (!tests.TryAdd(key, new JsonArray([.. values.Select(value => JsonValue.Create(value))])))
        {
            throw new InvalidOperationException($"the statement {statement["Sid"]} tests {key} with {@operator} already");
        }
    }
}
