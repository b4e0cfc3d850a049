using BedrockDefense.Cli.Rendering;
using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Emulator.Rendering;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Emulator.Tests;

/// <summary>What is changed on the way to the emulator, because of its gaps, is this and nothing else.</summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task A_template_differs_only_in_how_the_ARN_of_a_state_machine_is_asked_for()
    {
        var stack = await RenderedStack.OfAsync(ConfigFile.Read(Repository.SampleConfiguration), SampleOrganization.Default);
        List<string> templates = [.. stack.OfType("aws:cloudformation/stackSet:StackSet").Select(set => set.Text("templateBody")!)];

        Assert.All(templates, template => Assert.Equal(template, EmulatedTemplate.Original(EmulatedTemplate.Of(template))));
        var (before, after) = Assert.Single(templates.Select(template => (template, EmulatedTemplate.Of(template))), pair => pair.template != pair.Item2);
        Assert.Equal(
            before,
            after.Replace("""{"Ref":"Restorer"}""", """{"Fn::GetAtt":["Restorer","Arn"]}""", StringComparison.Ordinal));
    }
}
