using System.Text.RegularExpressions;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>The samples of pipelines run real commands, and give a stranger's pull request neither credentials nor a shell.</summary>
public sealed partial class PipelineTests
{
    private const string GitHub = "docs/ci/github-actions.yml";
    private const string GitLab = "docs/ci/gitlab-ci.yml";

    [Theory]
    [InlineData(GitHub)]
    [InlineData(GitLab)]
    public async Task Every_command_of_a_pipeline_runs_on_the_sample_for_production(string path)
    {
        var commands = PipelineFile.Read(path).Commands.ToList();
        Assert.Equal(
            ["diff", "lint", "rehearse", "verify"],
            commands.Select(command => command.Split(' ')[1]).Order(StringComparer.Ordinal)
        );
        using var folder = new ReaderFolder();
        foreach (var file in new[] { "old.yaml", "Pulumi.prod.yaml" })
        {
            File.Copy(Path.Combine(Repository.Root, "docs", "Pulumi.prod.yaml"), folder[file]);
        }

        foreach (var command in commands)
        {
            var (exitCode, output) = await folder.RunAsync(command);

            // Without credentials verify can see nothing, and says so.
            Assert.True(exitCode == (command.Contains(" verify ", StringComparison.Ordinal) ? 3 : 0), $"{command}: {exitCode}\n{output}");
        }
    }

    [Theory]
    [InlineData("exit 1", 1)]
    [InlineData("exit 3", 3)]
    public async Task The_command_of_the_nightly_verification_hands_its_exit_code_on(string program, int exitCode)
    {
        using var folder = new ReaderFolder();
        foreach (var path in new[] { GitHub, GitLab })
        {
            var command = PipelineFile.Read(path).Commands.Single(one => one.Contains(" verify ", StringComparison.Ordinal));

            Assert.Equal(exitCode, (await folder.RunAsync($"bedrock-defense() {{ ({program}); }}\n{command}")).ExitCode);
        }
    }

    [Theory]
    [InlineData(GitHub)]
    [InlineData(GitLab)]
    public void Nothing_is_wrong_with_a_pipeline(string path) => Assert.Empty(Faults(PipelineFile.Read(path)));

    [Theory]
    [InlineData("  pull_request:\n", "  pull_request_target:\n", "runs on pull_request_target")]
    [InlineData("permissions: {}\n", "permissions: write-all\n", "permissions of all jobs: write-all")]
    [InlineData("permissions: {}\n", "", "permissions of all jobs: ")]
    [InlineData("run: make tool", "run: make ${{ github.event.pull_request.title }}", "make ${{ github.event.pull_request.title }}")]
    [InlineData("run: make tool", "run: make ${{ github.head_ref }}", "make ${{ github.head_ref }}")]
    [InlineData("a98b56852c35b8e3190ac28c8c2271da59106c68 # v6.0.0", "v6", "actions/setup-dotnet@v6")]
    [InlineData(
        "    permissions:\n      contents: read\n    steps",
        "    permissions:\n      contents: write\n    steps",
        "offline: contents: write"
    )]
    [InlineData("pull-requests: write\n", "id-token: write\n", "report: id-token: write")]
    [InlineData(
        "    if: >-\n      github.event_name == 'pull_request'\n"
            + "      && github.event.pull_request.head.repo.full_name == github.repository",
        "    if: github.event_name == 'pull_request'",
        "preview: a fork gets credentials"
    )]
    [InlineData("    environment: bedrock-defense-preview\n", "", "preview: credentials without an environment")]
    public void A_fault_in_the_pipeline_of_GitHub_is_found(string from, string to, string fault)
    {
        var yaml = PipelineFile.Text(GitHub);
        Assert.Contains(from, yaml, StringComparison.Ordinal);

        var changed = PipelineFile.Parse(yaml.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(fault, Faults(changed));
    }

    [Theory]
    [InlineData("&& $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID", "", "preview: a fork gets credentials")]
    [InlineData("sdk:10.0.100", "sdk:latest", "mcr.microsoft.com/dotnet/sdk:latest")]
    public void A_fault_in_the_pipeline_of_GitLab_is_found(string from, string to, string fault)
    {
        var yaml = PipelineFile.Text(GitLab);
        Assert.Contains(from, yaml, StringComparison.Ordinal);

        var changed = PipelineFile.Parse(yaml.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(fault, Faults(changed));
    }

    private static IEnumerable<string> Faults(PipelineFile pipeline)
    {
        // GitHub puts the value of an expression into the text of the script before a shell reads it.
        var faults = pipeline.Scripts.Where(script => script.Contains("${{", StringComparison.Ordinal));
        return faults.Concat(
            pipeline.Root.TryGetValue("jobs", out var jobs) ? FaultsOfGitHub(pipeline, Map(jobs)) : FaultsOfGitLab(pipeline)
        );
    }

    private static IEnumerable<string> FaultsOfGitHub(PipelineFile pipeline, Dictionary<object, object?> jobs)
    {
        if (Map(pipeline.Root["on"]).ContainsKey("pull_request_target"))
        {
            yield return "runs on pull_request_target";
        }

        if (pipeline.Root.GetValueOrDefault("permissions") is not Dictionary<object, object?> { Count: 0 })
        {
            yield return $"permissions of all jobs: {pipeline.Root.GetValueOrDefault("permissions")}";
        }

        foreach (var action in pipeline.All("uses").OfType<string>().Where(action => !Commit().IsMatch(action)))
        {
            yield return action;
        }

        foreach (var (name, job) in jobs.Select(job => (job.Key, Map(job.Value))))
        {
            var rights = Map(job["permissions"]).Where(right => right.Value is not "read").Select(right => (string)right.Key).ToList();
            var condition = (string)job["if"]!;
            var isOfRequest = condition.Contains("'pull_request'", StringComparison.Ordinal);
            var runsCode = PipelineFile
                .All(job, "uses")
                .Any(action => action is string text && text.StartsWith("actions/checkout@", StringComparison.Ordinal));
            // What runs the code of a pull request may only read, or wait for whoever approves the environment.
            string[] allowed =
            [
                .. isOfRequest && runsCode ? Array.Empty<string>() : ["pull-requests", "security-events"],
                .. runsCode && job.ContainsKey("environment") ? ["id-token"] : Array.Empty<string>(),
            ];
            foreach (var right in rights.Except(allowed))
            {
                yield return right == "id-token" && runsCode ? $"{name}: credentials without an environment" : $"{name}: {right}: write";
            }

            if (
                isOfRequest
                && rights.Count > 0
                && !condition.Contains("pull_request.head.repo.full_name == github.repository", StringComparison.Ordinal)
            )
            {
                yield return $"{name}: a fork gets credentials";
            }
        }
    }

    private static IEnumerable<string> FaultsOfGitLab(PipelineFile pipeline)
    {
        foreach (var image in pipeline.All("image").OfType<string>().Where(image => !Version().IsMatch(image)))
        {
            yield return image;
        }

        foreach (
            var (name, job) in pipeline
                .Root.Where(job => PipelineFile.All(job.Value, "id_tokens").Any())
                .Select(job => (job.Key, job.Value))
        )
        {
            var rules = PipelineFile.All(job, "if").OfType<string>().ToList();
            if (
                rules.Count == 0
                || !rules.TrueForAll(rule =>
                    rule.Contains("\"schedule\"", StringComparison.Ordinal)
                    || rule.Contains("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID", StringComparison.Ordinal)
                )
            )
            {
                yield return $"{name}: a fork gets credentials";
            }
        }
    }

    private static Dictionary<object, object?> Map(object? node) => (Dictionary<object, object?>)node!;

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex(@":\d+\.\d+\.\d+$")]
    private static partial Regex Version();
}
