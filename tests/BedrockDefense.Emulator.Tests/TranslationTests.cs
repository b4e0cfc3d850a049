using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Only the documented changes are made on the way to the emulator, because of its gaps.</summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task A_template_differs_only_in_how_the_ARN_of_a_state_machine_is_asked_for_and_in_what_is_kept_of_a_failed_creation()
    {
        var stack = await StackRenderer.RenderAsync(ConfigFile.Read(Repository.SampleConfiguration), SampleOrganization.Default);
        List<string> templates = [.. stack.OfType("aws:cloudformation/stackSet:StackSet").Select(set => set.Text("templateBody")!)];

        Assert.All(templates, template => Assert.Equal(template, EmulatedTemplate.ToOriginal(EmulatedTemplate.Of(template))));
        Assert.Equal(2, templates.Count(template => template != EmulatedTemplate.Of(template)));
        Assert.All(
            templates,
            template =>
                Assert.Equal(
                    template,
                    EmulatedTemplate
                        .Of(template)
                        .Replace("""{"Ref":"Restorer"}""", """{"Fn::GetAtt":["Restorer","Arn"]}""", StringComparison.Ordinal)
                        .Replace(
                            """
                            "DeletionPolicy":"Retain"
                            """,
                            """
                            "DeletionPolicy":"RetainExceptOnCreate"
                            """,
                            StringComparison.Ordinal
                        )
                )
        );
    }
}
