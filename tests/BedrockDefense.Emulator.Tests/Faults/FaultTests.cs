using BedrockDefense.Emulator.Checks;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests.Faults;

/// <summary>
/// Puts faults into the stack. The emulator refuses some of them as AWS would. A check of this project finds those that the emulator
/// accepts. The unchanged stack has no fault.
/// </summary>
public sealed class FaultTests(MotoFixture moto) : IDisposable
{
    private const string Cases = "emulator/faults.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    public static TheoryData<string> RefusedFaults =>
        [.. Repository.Names(Cases).Select(row => row.Data).Where(name => Find(name).Emulator is not null)];

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task The_whole_stack_has_none()
    {
        var stack = await RenderAsync();

        Complaints.AssertNone(StackChecks.Of(stack));
        Complaints.AssertNone(UnmetExpectations(stack));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_check_or_the_emulator_finds_that(string name)
    {
        var fault = Find(name);
        Assert.True(fault.Check is not null || fault.Rehearsal is not null || fault.Emulator is not null);
        var stack = fault.Apply(await RenderAsync());

        if (fault.Check is { } check)
        {
            Assert.Contains(StackChecks.Of(stack), finding => finding.ToString().Contains(check, StringComparison.Ordinal));
        }

        if (fault.Rehearsal is { } rehearsal)
        {
            Assert.Contains(UnmetExpectations(stack), unmet => unmet.Contains(rehearsal, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(RefusedFaults))]
    public async Task The_emulator_refuses_it_when(string name)
    {
        var fault = Find(name);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ProvisionAsync([fault]));

        Assert.Contains(fault.Emulator!, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_notices_none_of_the_others_even_together() =>
        await ProvisionAsync([.. Names.Select(row => Find(row.Data)).Where(fault => fault.Emulator is null && fault.Forget is null)]);

    private static SeededFault Find(string name) => Repository.Find<SeededFault>(Cases, name);

    private static Task<StackDeclaration> RenderAsync() =>
        StackRenderer.RenderAsync(ConfigFile.Read(Repository.SampleConfiguration), SampleOrganization.Default);

    private static IReadOnlyList<string> UnmetExpectations(StackDeclaration stack)
    {
        var names = new RehearsedNames(
            ["arn:aws:iam::*:role/BedrockLoggingAdmin"],
            "bedrock-defense-invocations",
            "bedrock-defense-invocations-*",
            "bedrock-defense-invocations"
        );
        var scenario = Scenario.Load("advisory-chain");
        try
        {
            return
            [
                .. Rehearser
                    .Play(stack, scenario, Rehearser.AttackerOf(scenario, null, stack.Organization, "aws", names), names)
                    .Steps.SelectMany(step => step.Unmet),
            ];
        }
        catch (InvalidInputException exception)
        {
            return [exception.Message];
        }
    }

    private async Task ProvisionAsync(IReadOnlyList<SeededFault> faults)
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        await StackDeployment.CreateAsync(
            DeployedSample.Configuration(organization),
            organization,
            places => new EmulatedAws(places) { ChangeInputs = (key, inputs) => faults.ToList().ForEach(fault => fault.Apply(key, inputs)) }
        );
    }
}
