using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Settings;

/// <summary>Tests the message of <c>pulumi up</c> about a wrong configuration.</summary>
[Collection("console")]
public sealed class SettingsOfTheStackTests
{
    public static TheoryData<string> InvalidCases => Repository.Names("settings/invalid.json");

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public async Task The_program_ends_with_every_fault_and_without_a_stack_trace(string name)
    {
        var one = SettingsCase.Find("settings/invalid.json", name);

        var error = await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(one.Config));

        Assert.All(one.Faults!, fault => Assert.Contains($"  - {fault}", error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
    }
}
