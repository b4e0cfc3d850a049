using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The role with which Bedrock writes has a name of its own, whatever other roles the stack comes to have.</summary>
[Collection("console")]
public sealed class RoleNameTests
{
    [Fact]
    public async Task No_other_role_of_the_stack_can_be_the_one_that_writes_invocations()
    {
        var stack = await Stacks.WithAsync(
            (
                "maintenance",
                """
                {"start":"2027-01-01T08:00Z","end":"2027-01-01T10:00Z","roles":["AROAEXAMPLEEXAMPLE11"],
                "detections":["alert-path-tampering"]}
                """
            )
        );
        List<string> names =
        [
            .. stack.All("iam/role").Select(role => role.Text("name")!).Where(name => name != "bedrock-defense-invocations"),
        ];

        Assert.True(names.Count >= 8, string.Join(", ", names));
        Assert.All(
            names,
            name =>
                Assert.Contains(
                    $"bedrock-defense:invocationLogging.role: \"{name}\" begins as the names of this stack's other roles do",
                    Assert
                        .Throws<InvalidSettingsException>(() =>
                            CheckedSettings.Parse(Stacks.With(("invocationLogging", $$"""{"role":"{{name}}"}""")))
                        )
                        .Message,
                    StringComparison.Ordinal
                )
        );
    }
}
