using System.Text.Json.Nodes;

namespace BedrockDefense.Scp.Packing;

/// <summary>
/// Accounts and organizational units that a policy attached above them leaves alone, by conditions in each statement:
/// a policy cannot be detached below where it is attached.
/// </summary>
/// <param name="Accounts">Account ids.</param>
/// <param name="Units">Ids of organizational units; everything below them is left alone too.</param>
public sealed record ScpExclusion(IReadOnlyList<string> Accounts, IReadOnlyList<string> Units)
{
    private bool _isOfResources;

    /// <summary>Leaves nobody alone.</summary>
    public static ScpExclusion None { get; } = new([], []);

    /// <summary>The exclusion for resource control policies: the resources of these accounts are left alone.</summary>
    public ScpExclusion OfResources() => this with { _isOfResources = true };

    /// <summary>Narrows a denying statement to everybody else.</summary>
    public void Narrow(JsonObject statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (Accounts.Count > 0)
        {
            Add(statement, "StringNotEquals", _isOfResources ? "aws:ResourceAccount" : "aws:PrincipalAccount", Accounts);
        }

        // A path is o-…/r-…/ou-…/ou-…/ and always ends in a slash. A caller without one is denied: ForAllValues holds for
        // no values (AWS global condition context keys, "aws:PrincipalOrgPaths").
        if (Units.Count > 0)
        {
            Add(
                statement,
                "ForAllValues:StringNotLike",
                _isOfResources ? "aws:ResourceOrgPaths" : "aws:PrincipalOrgPaths",
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
        // A key that the statement asks for already would have to hold for both lists, which one list cannot say.
        if (!tests.TryAdd(key, new JsonArray([.. values.Select(value => JsonValue.Create(value))])))
        {
            throw new InvalidOperationException($"the statement {statement["Sid"]} tests {key} with {@operator} already");
        }
    }
}
