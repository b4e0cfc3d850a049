using System.Text.Json;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>guardrails</c> verb through the command line's own entry.</summary>
[Collection("console")]
public sealed class GuardrailsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guardrails-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_it_prints_and_writes_is_what_the_stack_submits()
    {
        var run = await Guardrails("--format", "json", "--out", _folder.FullName);

        Assert.Equal(0, run.ExitCode);
        var submitted = (await Stacks.SampleAsync()).All("organizations/policy");
        var printed = JsonDocument.Parse(run.Output).RootElement.GetProperty("policies").EnumerateArray().ToList();
        Assert.Equal(submitted.Select(policy => policy.Text("content")), printed.Select(policy => policy.GetProperty("json").GetString()));
        Assert.Equal(submitted.Select(policy => policy.Text("name")), printed.Select(policy => policy.GetProperty("name").GetString()));
        Assert.All(
            submitted,
            policy => Assert.Equal(policy.Text("content"), File.ReadAllText(Path.Combine(_folder.FullName, $"{policy.Text("name")}.json")))
        );
    }

    [Fact]
    public async Task Writing_the_same_again_is_fine_and_a_changed_file_is_not_written_over()
    {
        var file = Path.Combine(_folder.FullName, "scps", "bedrock-defense-guardrails-1.json");
        Assert.Equal(0, (await Guardrails("--out", Path.GetDirectoryName(file)!)).ExitCode);
        Assert.Equal(0, (await Guardrails("--out", Path.GetDirectoryName(file)!)).ExitCode);
        File.WriteAllText(file, "{}");

        var run = await Guardrails("--out", Path.GetDirectoryName(file)!);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("exists with other content", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_policy_of_an_earlier_packing_is_noticed_before_anything_is_written()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bedrock-defense-guardrails-9.json"), "{}");

        var run = await Guardrails("--out", _folder.FullName);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is of an earlier packing", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        var run = await Guardrails("--out", Path.Combine(file, "below"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot write to", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> Guardrails(params string[] options) =>
        CommandLineRun.Of(["guardrails", "--config", Repository.SampleConfiguration, .. options]);
}
