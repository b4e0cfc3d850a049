using System.Diagnostics;
using BedrockDefense.Infra.Access;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Checks the templates with AWS's own linter for CloudFormation, which knows every property of every type.</summary>
public sealed class CfnLintTests
{
    [Fact]
    public async Task Every_template_is_clean_in_the_Regions_it_is_deployed_to()
    {
        var program = Tool.Require("cfn-lint", "pip install cfn-lint");
        var stack = await StackRenderer.RenderAsync(ConfigFile.Read(Repository.SampleConfiguration), SampleOrganization.Default);
        List<string> templates = [.. stack.OfType("aws:cloudformation/stackSet:StackSet").Select(set => set.Text("templateBody")!)];
        var regions = stack
            .OfType("aws:cloudformation/stackInstances:StackInstances")
            .SelectMany(instances => instances.Inputs.Texts("regions"));

        var production = CheckedSettings.Parse(ConfigFile.Read(Path.Combine(Repository.Root, "docs", "Pulumi.prod.yaml")));
        templates.Add(DeploymentRolesTemplate.Of(production)!);

        Assert.Equal((0, ""), await LintAsync(program, templates, regions.Distinct()));
    }

    [Fact]
    public async Task A_template_with_a_misspelt_property_is_not()
    {
        var program = Tool.Require("cfn-lint", "pip install cfn-lint");

        var (exitCode, findings) = await LintAsync(
            program,
            ["""{"Resources":{"Queue":{"Type":"AWS::SQS::Queue","Properties":{"MessageRetention":60}}}}"""],
            ["eu-central-1"]
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains("MessageRetention", findings, StringComparison.Ordinal);
    }

    // One process checks all templates, because it takes seconds to start.
    private static async Task<(int ExitCode, string Findings)> LintAsync(
        string program,
        IEnumerable<string> templates,
        IEnumerable<string> regions
    )
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var (template, number) in templates.Select((template, index) => (template, index + 1)))
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{number}.json"), template);
            }

            using var linter = Process.Start(
                new ProcessStartInfo(
                    program,
                    ["--format", "parseable", "--regions", .. regions, "--template", .. folder.GetFiles().Select(file => file.FullName)]
                )
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = linter.StandardError.ReadToEndAsync();
            var findings = await linter.StandardOutput.ReadToEndAsync();
            await linter.WaitForExitAsync();
            return (linter.ExitCode, findings + await errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
