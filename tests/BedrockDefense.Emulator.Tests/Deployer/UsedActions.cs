using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>Tells whether policies allow more than is needed.</summary>
internal static class UsedActions
{
    /// <summary>Asserts that each action of each statement allows something that is needed.</summary>
    public static void AssertAll(
        IEnumerable<PolicyDocument> policies,
        IEnumerable<NeededPermission> needed,
        Func<NeededPermission, IReadOnlyList<StatementExplanation>> allowedBy,
        params IReadOnlyCollection<string> except
    )
    {
        var used = needed
            .SelectMany(one => allowedBy(one).Select(allowed => $"{allowed.Policy} {allowed.Statement.Sid} {one.Action}"))
            .ToHashSet();
        Complaints.AssertNone([
            .. policies
                .SelectMany(policy =>
                    policy.Statements.SelectMany(statement => statement.Actions.Select(action => $"{policy.Name} {statement.Sid} {action}"))
                )
                .Where(granted => !used.Contains(granted) && !except.Contains(granted.Split(' ')[^1])),
        ]);
    }
}
